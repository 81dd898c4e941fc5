//! What a profile takes over from the one that it extends.

use serde_json::{Map, Value};

/// Puts `own` over the profile that it extends. Its sections come first, in their order; a section of the same id takes over
/// what it does not say itself; sections that are not named follow.
pub(super) fn over(base: Option<Value>, mut own: Value) -> Value {
    rank_sections(&mut own);
    let Some(mut base) = base else { return own };
    let inherited = base.get_mut("sections").map(Value::take).unwrap_or_default();
    let sections = own.get_mut("sections").map(Value::take).unwrap_or_default();
    overlay(&mut base, own);
    base["sections"] = merge_sections(inherited, sections);
    base
}

/// Writes the source's rank into each section that names none, so that an inherited section keeps the rank it came with.
/// How a section is divided is a matter of usage, whatever the section itself rests on.
fn rank_sections(value: &mut Value) {
    let rank = value.pointer("/source/rank").cloned().unwrap_or_else(|| "惯例".into());
    for section in value.get_mut("sections").and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut)
    {
        // A section without a title only takes up an inherited one; what binds it has been said there.
        if section.contains_key("title") {
            section.entry("rank").or_insert_with(|| rank.clone());
        }
        for part in
            section.get_mut("subsections").and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut)
        {
            part.entry("rank").or_insert_with(|| "惯例".into());
        }
    }
}

fn overlay(base: &mut Value, over: Value) {
    if let (Value::Object(base), Value::Object(over)) = (base, over) {
        base.extend(over);
    }
}

fn merge_sections(inherited: Value, own: Value) -> Value {
    let (mut inherited, own) = (list(inherited), list(own));
    let mut merged = Vec::new();
    for section in own {
        let known = inherited.iter().position(|base| base.get("id") == section.get("id"));
        let mut base = known.map_or_else(|| Value::Object(Map::new()), |at| inherited.remove(at));
        overlay(&mut base, section);
        merged.push(base);
    }
    merged.extend(inherited);
    Value::Array(merged)
}

fn list(value: Value) -> Vec<Value> {
    if let Value::Array(items) = value { items } else { Vec::new() }
}
