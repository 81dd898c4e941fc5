//! Makes the JSON Schemas of what is written in YAML from the types that read it. `.ci/update` writes them.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::{MONTH_DAY, compile};
use crate::calendar::MonthDay;

/// The schema of `T` under a title.
pub(crate) fn schema_of<T: JsonSchema>(title: &str, description: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(Plain);
    let mut schema: Value = settings.into_generator().into_root_schema_for::<T>().into();
    let own = schema.as_object_mut().unwrap();
    let mut whole = Map::new();
    whole.insert("$schema".into(), own.remove("$schema").unwrap());
    whole.insert("title".into(), title.into());
    whole.insert("description".into(), description.into());
    own.remove("title");
    own.remove("description");
    whole.append(own);
    whole.into()
}

/// Holds the file of that name to what the types say. `.ci/update` finds the tests that ask for it by their name,
/// `the_schema_is_that_of_the_types`: the schemas are part of the program, so that they must be written before all else.
pub(crate) fn keep_current(name: &str, schema: &Value) {
    let path = format!("{}/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let wanted = format!("{schema:#}\n");
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written == wanted, "schemas/{name}.schema.json is not up to date: run .ci/update");
}

/// Every description stands in both languages, separated by ` / `.
pub(crate) fn check_descriptions(schema: &Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::String(description)) = map.get("description") {
                let (zh, en) = description.split_once(" / ").unwrap_or_else(|| panic!("「中文 / English」: {description}"));
                assert!(!zh.is_empty() && !en.is_empty() && !zh.is_ascii() && !en.contains(" / "), "{description}");
            }
            map.iter().filter(|(key, _)| *key != "$comment").for_each(|(_, value)| check_descriptions(value));
        }
        Value::Array(items) => items.iter().for_each(check_descriptions),
        _ => {}
    }
}

/// What is made from types says more than is of use to those who write YAML: that what need not be given may be null, how wide a
/// number is in memory. Whatever may be of several types says so in one word, so that one message can be made of it.
#[derive(Clone, Debug)]
struct Plain;

impl Transform for Plain {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        if object.get("format").and_then(Value::as_str).is_some_and(|format| format.starts_with("uint")) {
            object.remove("format");
        }
        if object.get("default").is_some_and(|default| default.is_null() || *default == Value::Array(Vec::new())) {
            object.remove("default");
        }
        without_null(object);
        one_of_words(object);
        if let Some(Value::Array(choices)) = object.get("anyOf").cloned()
            && choices.iter().all(|choice| choice.get("type").is_some_and(Value::is_string))
        {
            object.remove("anyOf");
            let types = choices.iter().filter_map(|choice| choice.get("type").cloned()).collect();
            for choice in choices {
                object.extend(choice.as_object().cloned().unwrap_or_default());
            }
            object.insert("type".into(), Value::Array(types));
        }
    }
}

/// A choice of words, each with a description for readers of the source, as a list of words.
fn one_of_words(object: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = object.get("oneOf") else { return };
    let words: Option<Vec<Value>> = choices.iter().map(|choice| choice.get("const").cloned()).collect();
    if let Some(words) = words {
        object.remove("oneOf");
        object.insert("enum".into(), Value::Array(words));
    }
}

fn without_null(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type") != Some(&"null".into()));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            object.remove("anyOf");
            for (key, value) in only {
                object.entry(key).or_insert(value);
            }
        }
    }
}

/// What the schemas say of a month and a day: exactly what is read, so that editors refuse the rest too.
pub(crate) fn month_day() -> Schema {
    schemars::json_schema!({
        "type": "string",
        "pattern": "^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))$",
        "$comment": MONTH_DAY,
    })
}

impl JsonSchema for MonthDay {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "month_day".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        month_day()
    }
}

#[test]
fn the_schema_of_a_month_and_day_is_what_is_read() {
    let validator = compile(month_day().as_value()).unwrap();
    let written = (0..=99).flat_map(|month| (0..=99).map(move |day| format!("{month:02}-{day:02}")));
    let odd = ["2-3", "0401", "04-01 ", " 04-01", "04-01\n", "０４-０１", "04–01", "004-01", "+4-01", "04--1", "", "-"];
    let mut read = 0;
    for text in written.chain(odd.map(String::from)) {
        let day = text.parse::<MonthDay>();
        assert_eq!(validator.is_valid(&json!(text)), day.is_ok(), "{text:?}: {day:?}");
        let Ok(day) = day else { continue };
        assert_eq!((day.to_string(), day.in_year(2024).is_some()), (text, true));
        read += 1;
    }
    assert_eq!(read, 365);
}
