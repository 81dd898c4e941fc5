//! What JSON Schema finds in a YAML file, said in words, with line, column and the nearest key.
//!
//! The same functions serve profiles, the configuration and structured reports.

#[cfg(test)]
pub(crate) mod generator_tests;

use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::calendar::{MonthDay, NoMonthDay};
use crate::problem::Problem;
use crate::text::Text;
use crate::words::{nearest, shortened};
use crate::yaml::{Tree, escape};

/// A JSON Schema that is part of this crate; it is compiled when it is first used.
pub(crate) struct Schema {
    /// The schema, a JSON document.
    pub text: &'static str,
    compiled: OnceLock<(Value, Validator)>,
}

/// The JSON Schema of profiles.
pub(crate) static PROFILE: Schema = Schema::new(include_str!("../schemas/profile.schema.json"));

/// The JSON Schema of the configuration.
pub(crate) static CONFIG: Schema = Schema::new(include_str!("../schemas/config.schema.json"));

/// The JSON Schema of the report model that a profile is checked against.
pub(crate) static REPORT: Schema = Schema::new(include_str!("../schemas/report.schema.json"));

/// All schemas by name, as `gouji schema` prints them.
pub const SCHEMAS: &[(&str, &str)] = &[
    ("config", include_str!("../schemas/config.schema.json")),
    ("profile", include_str!("../schemas/profile.schema.json")),
    ("report", include_str!("../schemas/report.schema.json")),
    ("findings", include_str!("../schemas/findings.schema.json")),
    ("audit", include_str!("../schemas/audit.schema.json")),
    ("rules", include_str!("../schemas/rules.schema.json")),
    ("statistics", include_str!("../schemas/statistics.schema.json")),
];

/// The comment of a definition whose names the reader of the file looks up itself: the schema has them for editors.
pub(crate) const LOOKED_UP: &str = "looked up";

/// The comment of a month and a day: what is wrong with one is said in words of its own.
pub(crate) const MONTH_DAY: &str = "month and day";

impl Schema {
    /// The schema of that text. It must be valid: a test compiles each.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self { text, compiled: OnceLock::new() }
    }

    /// Whether a document is of this kind by its first sign: a map that has one of the keys. What is not is not quoted.
    pub(crate) fn is_of(&self, tree: &Tree) -> bool {
        let known = self.compiled().0.get("properties");
        let has = |key: &String| known.is_some_and(|known| known.get(key).is_some());
        tree.value.as_object().is_some_and(|map| map.is_empty() || map.keys().any(has))
    }

    /// Everything in a document that the schema does not allow, and keys that stand twice, in the order of the file.
    pub(crate) fn problems(&self, tree: &Tree) -> Vec<Problem> {
        let (schema, validator) = self.compiled();
        let mut problems = tree.repeated.clone();
        let errors = validator.iter_errors(&tree.value).filter(|error| !is_looked_up(schema, error));
        problems.extend(errors.flat_map(|error| problems_of(tree, schema, &error)));
        problems.sort_by_key(|problem| problem.location);
        problems
    }

    #[expect(clippy::unwrap_used, reason = "the schemas are part of the crate, and a test compiles each")]
    fn compiled(&self) -> &(Value, Validator) {
        self.compiled.get_or_init(|| {
            let schema: Value = serde_json::from_str(self.text).unwrap();
            let validator = compile(&schema).unwrap();
            (schema, validator)
        })
    }
}

/// Compiles a schema (draft 2020-12). The error says what is wrong with the schema.
pub(crate) fn compile(schema: &Value) -> Result<Validator, String> {
    jsonschema::draft202012::options().should_validate_formats(true).build(schema).map_err(|error| error.to_string())
}

fn is_looked_up(schema: &Value, error: &ValidationError<'_>) -> bool {
    let is_choice = matches!(error.kind(), ValidationErrorKind::AnyOf { .. });
    is_choice && comment(schema, error) == Some(LOOKED_UP)
}

/// An error in our words: one problem, but one for each key where there are several too many.
fn problems_of(tree: &Tree, schema: &Value, error: &ValidationError<'_>) -> Vec<Problem> {
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            let known = known_keys(schema, error);
            // the path names the map around the keys
            let path = error.instance_path().as_str();
            unexpected.iter().map(|key| unknown_key(tree, &format!("{path}/{}", escape(key)), key, &known)).collect()
        }
        _ => vec![problem(tree, schema, error)],
    }
}

fn unknown_key(tree: &Tree, pointer: &str, key: &str, known: &[String]) -> Problem {
    let short = shortened(key, 30);
    let message = Text::both(format!("没有「{short}」这个键"), format!("there is no key \"{short}\""));
    tree.problem(pointer, message, Some(suggest(key, known)))
}

/// An error in our words. For a key that is missing, the path names the map around it, and the kind names the key.
fn problem(tree: &Tree, schema: &Value, error: &ValidationError<'_>) -> Problem {
    let path = error.instance_path().as_str();
    let key = subject(path);
    let given = words(error.instance());
    let (message, hint) = match error.kind() {
        ValidationErrorKind::Required { property } => {
            let missing = property.as_str().unwrap_or_default();
            let hint = described(schema, error, missing);
            (Text::both(format!("缺少「{missing}」"), format!("\"{missing}\" is missing")), hint)
        }
        ValidationErrorKind::Enum { options } => {
            let options: Vec<String> = options.as_array().into_iter().flatten().map(words).collect();
            let message = Text::both(format!("「{key}」不能是「{given}」"), format!("\"{key}\" cannot be \"{given}\""));
            (message, Some(suggest(&given, &options)))
        }
        ValidationErrorKind::Type { .. } if path.is_empty() => {
            let message = text!("文件的最外层应为「键: 值」", "the file must be a map of keys and values");
            (message, Some(text!("每行一个键，冒号和空格之后写值", "write a key on each line, a colon, a blank and its value")))
        }
        ValidationErrorKind::Type { .. } => {
            let (expected, is) = (expected_type(schema, error), type_of(error.instance()));
            let zh = format!("「{key}」应为{}，所写的是{}：{given}", expected.zh, is.zh);
            let en = format!("\"{key}\" must be {}, but is {}: {given}", expected.en, is.en);
            (Text::both(zh, en), description(schema, error))
        }
        ValidationErrorKind::Pattern { .. } if comment(schema, error) == Some(MONTH_DAY) => {
            let (reason, hint) = no_month_day(error.instance());
            let zh = format!("「{key}」不能是「{given}」：{}", reason.zh);
            let en = format!("\"{key}\" cannot be \"{given}\": {}", reason.en);
            (Text::both(zh, en), hint.or_else(|| description(schema, error)))
        }
        _ => {
            let message = format!("the value of \"{key}\" is refused: {given}");
            (Text::both(format!("「{key}」的值不合要求：{given}"), message), description(schema, error))
        }
    };
    tree.problem(path, message, hint)
}

/// What the schema wants a value to be.
fn expected_type(schema: &Value, error: &ValidationError<'_>) -> Text {
    let types = schema.pointer(error.schema_path().as_str());
    let names: Vec<&str> = match types {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        types => types.and_then(Value::as_str).into_iter().collect(),
    };
    // that a key may also be left empty helps nobody
    let named: Vec<Text> = names.into_iter().filter(|&name| name != "null").map(type_name).collect();
    let list = |word: fn(&Text) -> &str, between: &str| named.iter().map(word).collect::<Vec<_>>().join(between);
    Text::both(list(|text| &text.zh, "或"), list(|text| &text.en, " or "))
}

fn type_of(value: &Value) -> Text {
    type_name(match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    })
}

/// A type of JSON in words of people who write YAML.
fn type_name(name: &str) -> Text {
    match name {
        "boolean" => text!("true 或 false", "true or false"),
        "integer" => text!("整数", "a whole number"),
        "number" => text!("数", "a number"),
        "string" => text!("文字", "text"),
        "array" => text!("列表", "a list"),
        "object" => text!("「键: 值」", "a map of keys and values"),
        _ => text!("空值", "empty"),
    }
}

/// The key that a path is about: for an item of a list, that of the list.
fn subject(path: &str) -> String {
    let mut steps = path.rsplit('/');
    let key = steps.find(|step| !step.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or_default();
    key.replace("~1", "/").replace("~0", "~")
}

/// A value as a reader would write it, cut where it grows long.
fn words(value: &Value) -> String {
    let whole = value.as_str().map_or_else(|| value.to_string(), String::from);
    shortened(&whole, 30)
}

/// The part of the schema that a keyword stands in.
fn around<'s>(schema: &'s Value, error: &ValidationError<'_>) -> Option<&'s Value> {
    let keyword = error.schema_path().as_str();
    schema.pointer(keyword.rfind('/').map_or("", |at| &keyword[..at]))
}

/// The comment that stands in the schema beside a keyword.
fn comment<'s>(schema: &'s Value, error: &ValidationError<'_>) -> Option<&'s str> {
    around(schema, error)?.get("$comment")?.as_str()
}

/// Why a value is no month and day, and what to write.
fn no_month_day(value: &Value) -> (Text, Option<Text>) {
    let fault = value.as_str().unwrap_or_default().parse::<MonthDay>().err().unwrap_or(NoMonthDay::Form(None));
    (fault.reason(), fault.hint())
}

/// What the schema says about the value that was refused.
fn description(schema: &Value, error: &ValidationError<'_>) -> Option<Text> {
    let keyword = error.schema_path().as_str();
    // an item of a list is described with the list
    let mut pointers = keyword.rmatch_indices('/').map(|(at, _)| &keyword[..at]).take(2);
    pointers.find_map(|pointer| schema.pointer(pointer)?.get("description")?.as_str()).map(bilingual)
}

/// What the schema says about a key that is missing.
fn described(schema: &Value, error: &ValidationError<'_>, key: &str) -> Option<Text> {
    let about = around(schema, error)?.get("properties")?.get(key)?;
    let about = match about.get("$ref").and_then(Value::as_str) {
        Some(reference) => schema.pointer(reference.strip_prefix('#')?)?,
        None => about,
    };
    about.get("description")?.as_str().map(bilingual)
}

/// A description of the schemas: 「中文 / English」.
fn bilingual(description: &str) -> Text {
    match description.split_once(" / ") {
        Some((zh, en)) => Text::both(zh, en),
        None => Text::same(description),
    }
}

/// The keys that the schema around a keyword allows.
fn known_keys(schema: &Value, error: &ValidationError<'_>) -> Vec<String> {
    let properties = around(schema, error).and_then(|around| around.get("properties"));
    properties.and_then(Value::as_object).into_iter().flat_map(|keys| keys.keys().cloned()).collect()
}

/// The known word that was probably meant, or all of them.
pub(crate) fn suggest<S: AsRef<str>>(given: &str, known: &[S]) -> Text {
    nearest(given, known.iter().map(AsRef::as_ref)).map_or_else(|| all(known), did_you_mean)
}

/// 是否指「…」？
fn did_you_mean(known: &str) -> Text {
    Text::both(format!("是否指「{known}」？"), format!("did you mean \"{known}\"?"))
}

/// 可用：…
fn all<S: AsRef<str>>(known: &[S]) -> Text {
    let list = known.iter().map(AsRef::as_ref).collect::<Vec<_>>();
    Text::both(format!("可用：{}", list.join("、")), format!("known: {}", list.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_compile_and_speak_two_languages() {
        for schema in [&PROFILE, &CONFIG, &REPORT] {
            schema.compiled();
            generator_tests::check_descriptions(&serde_json::from_str(schema.text).unwrap());
        }
    }
}
