//! Valid arguments for any tool, made from its input schema.

use clerk_toolkit::{ClerkToolkit, ToolError};
use serde_json::{Map, Value, json};

/// Texts that some argument takes, by a word of its name or of its description. The first one that fits is tried first.
const TEXTS: &[(&str, &str)] = &[
    ("3339", "2026-05-12T10:00:00Z"),
    ("url", "https://example.com/welcome"),
    ("email", "linus@example.com"),
    ("phone", "+15555550100"),
    ("role", "org:member"),
    ("slug", "acme"),
    ("domain", "example.com"),
    ("country", "DE"),
];

/// Ids, for arguments whose description does not show their prefix.
const PREFIXES: &[&str] = &["user_", "org_", "sess_", "inv_", "orginv_", "idn_", "img_", "role_", "perm_"];

/// The texts to try for an argument, in their order.
fn texts(name: &str, schema: &Value) -> Vec<String> {
    let description = schema["description"].as_str().unwrap_or_default();
    let described = description.split('`').filter_map(|part| part.strip_suffix('…'));
    let ids = described.chain(PREFIXES.iter().copied()).map(|prefix| format!("{prefix}2AbCdEf0123456789"));
    let words = format!("{name} {description}").to_lowercase();
    let known = TEXTS.iter().filter(|(word, _)| words.contains(word)).map(|(_, text)| (*text).to_owned());
    let shown = description.contains('…').then(|| ids.clone().next()).flatten();
    shown.into_iter().chain(known).chain(["text".to_owned()]).chain(ids).collect()
}

/// A value that the schema takes. `attempt` chooses among the texts.
fn value(name: &str, schema: &Value, attempt: usize) -> Value {
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    match schema["type"].as_str().unwrap_or_default() {
        "boolean" => json!(true),
        "integer" | "number" => json!(schema["minimum"].as_u64().unwrap_or_default().max(1)),
        "array" => json!([value(name, &schema["items"], attempt)]),
        "object" => match schema["properties"].as_object() {
            Some(fields) => fields.iter().map(|(name, field)| (name.clone(), value(name, field, attempt))).collect(),
            None => json!({ "key": "value" }),
        },
        _ => {
            let texts = texts(name, schema);
            texts[attempt % texts.len()].as_str().into()
        }
    }
}

/// A value for each argument of a tool. The tool is called until it accepts the form of each value.
///
/// # Panics
/// If no text fits an argument.
pub(crate) async fn all(toolkit: &ClerkToolkit, tool: &str) -> Map<String, Value> {
    let definition = toolkit.tool(tool).expect("the tool exists");
    let schemas = definition.input_schema()["properties"].as_object().cloned().unwrap_or_default();
    let mut attempts: Map<String, Value> = schemas.keys().map(|name| (name.clone(), json!(0))).collect();
    let made = |attempts: &Map<String, Value>| -> Map<String, Value> {
        let attempt = |name: &str| attempts[name].as_u64().unwrap_or_default().try_into().unwrap_or_default();
        schemas.iter().map(|(name, schema)| (name.clone(), value(name, schema, attempt(name)))).collect()
    };
    for _ in 0..20 {
        let arguments = made(&attempts);
        let Err(error) = toolkit.call(tool, arguments.clone().into()).await else { return arguments };
        let wrong: Vec<&String> = schemas.keys().filter(|name| blames(&error, name)).collect();
        if wrong.is_empty() {
            return arguments;
        }
        for name in wrong {
            attempts[name.as_str()] = json!(attempts[name.as_str()].as_u64().unwrap_or_default() + 1);
        }
    }
    panic!("{tool}: {:?}", toolkit.call(tool, made(&attempts).into()).await)
}

/// Whether an argument has a value of the wrong form. An error about several arguments blames none of them.
fn blames(error: &ToolError, name: &str) -> bool {
    let starts = [format!("`{name}`: "), format!("`{name}."), format!("`{name}[")];
    error.code() == "arguments_invalid" && starts.iter().any(|start| error.message().contains(start.as_str()))
}

/// The required arguments, each optional argument with them, and all arguments.
pub(crate) fn calls(toolkit: &ClerkToolkit, tool: &str, all: &Map<String, Value>) -> Vec<Map<String, Value>> {
    let definition = toolkit.tool(tool).expect("the tool exists");
    let required = definition.input_schema()["required"].as_array().cloned().unwrap_or_default();
    let is_required = |name: &str| required.iter().any(|known| known == name);
    let with = |chosen: Option<&str>| -> Map<String, Value> {
        let kept = all.iter().filter(|(name, _)| is_required(name) || chosen == Some(name.as_str()));
        kept.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    let alone = all.keys().filter(|name| !is_required(name)).map(|name| with(Some(name)));
    [with(None)].into_iter().chain(alone).chain([all.clone()]).collect()
}
