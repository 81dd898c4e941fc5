//! What the program prints as JSON fits the schemas that come with it.

use assert_cmd::Command;
use jsonschema::Validator;
use serde_json::Value;

/// Arguments after the command: whole reports, a text that is none, a file that is missing.
const RUNS: [&str; 6] = [
    "fixtures/reports",
    "fixtures/formats",
    "--lang en --profile fixtures/profiles/township.yaml fixtures/reports/township.txt",
    "--profile figures-only fixtures/reports/linxi-2023.txt",
    "CHANGELOG.md missing.txt",
    "missing.txt",
];

/// Commands that print such a document, with the schema that it keeps to.
const COMMANDS: [(&str, &str); 3] = [("check", "findings"), ("audit", "audit"), ("audit --evidence", "audit")];

#[test]
fn findings_and_audits_fit_their_schemas() {
    for (command, schema) in COMMANDS {
        let validator = validator(schema);
        for arguments in RUNS {
            let document = printed(&format!("{command} --format json {arguments}"));
            let problems: Vec<String> =
                validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(problems.is_empty(), "{command} {arguments}: {problems:#?}");
        }
    }
}

/// The schemas name every field there is: who reads them need not look at the program.
#[test]
fn every_field_stands_in_its_schema() {
    for (command, name) in COMMANDS {
        let schema = schema(name);
        for arguments in RUNS {
            let mut fields = Vec::new();
            collect(&printed(&format!("{command} --format json {arguments}")), &mut fields);
            for field in fields {
                assert!(schema.contains(&format!("\"{field}\": {{")), "{command}: {field}");
            }
        }
    }
}

/// The names of the fields of a document, but not those of the facts: each rule has its own.
fn collect(value: &Value, fields: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                fields.push(name.clone());
                if name != "facts" {
                    collect(value, fields);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, fields)),
        _ => {}
    }
}

/// The document that a command prints, whatever its exit code.
fn printed(arguments: &str) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments.split(' ')).output().expect("gouji runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{arguments}: {error}"))
}

fn validator(name: &str) -> Validator {
    jsonschema::draft202012::new(&serde_json::from_str(&schema(name)).expect("JSON")).expect("a schema")
}

fn schema(name: &str) -> String {
    crate::read(&format!("schemas/{name}.schema.json"))
}
