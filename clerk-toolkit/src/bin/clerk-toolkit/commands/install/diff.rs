//! What is shown of a change: the entry alone, and no secret of it.

use clerk_toolkit::serde_json::{Map, Value, json};
use similar::{ChangeTag, TextDiff};

use super::entry::{Entry, INPUTS, is_ours};
use crate::output;

/// What stands in place of a value that may be a secret.
const HIDDEN: &str = "…";

/// Options of this program whose values are secrets.
const SECRET_OPTIONS: &[&str] = &["--secret-key", "--sk", "--http-token"];

/// The lines that go and the lines that come, the whole entry around them.
pub(super) fn diff(entry: &Entry, before: &Map<String, Value>, after: &Map<String, Value>) -> String {
    let shown = |file: &Map<String, Value>, other: &Map<String, Value>| match entry.find(file) {
        Some(found) => {
            let mut shown = Map::new();
            let inputs = inputs_shown(file, other, entry);
            if !inputs.is_empty() {
                shown.insert(INPUTS.to_owned(), inputs.into());
            }
            shown.insert(entry.client.servers().to_owned(), json!({ &entry.name: masked(found, entry) }));
            entry.client.format().text(&shown)
        }
        None => String::new(),
    };
    let (before, after) = (shown(before, after), shown(after, before));
    let diff = TextDiff::from_lines(&before, &after);
    let lines = diff.iter_all_changes().map(|change| {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        format!("  {sign} {}", change.value())
    });
    output::without_keys(&lines.collect::<String>())
}

/// What one file asks for and the other does not; of an input that is not the new entry's, what names it.
fn inputs_shown(file: &Map<String, Value>, other: &Map<String, Value>, entry: &Entry) -> Vec<Value> {
    let inputs = |file: &Map<String, Value>| file.get(INPUTS).and_then(Value::as_array).cloned().unwrap_or_default();
    let others = inputs(other);
    let changed = inputs(file).into_iter().filter(|input| !others.contains(input));
    let shown = changed.map(|input| match &entry.input {
        Some(own) if *own == input => input,
        _ => hidden(&input, Some(&json!({ "type": input["type"], "id": input["id"] }))),
    });
    shown.collect()
}

/// The entry without what may be a secret: the program and its arguments are shown, other texts only where they are
/// the new entry's own.
fn masked(found: &Value, entry: &Entry) -> Value {
    let Value::Object(fields) = found else {
        return HIDDEN.into();
    };
    let ours = is_ours(fields);
    let shown = fields.iter().map(|(field, value)| {
        let value = match (field.as_str(), value) {
            ("type" | "command", value) => value.clone(),
            ("args", Value::Array(arguments)) if ours => arguments_shown(arguments),
            ("env_vars", value) => value.clone(),
            (_, value) => hidden(value, entry.fields.get(field)),
        };
        (field.clone(), value)
    });
    Value::Object(shown.collect())
}

/// Every text in a value hidden, but for what the new entry has in the same place.
fn hidden(value: &Value, own: Option<&Value>) -> Value {
    match value {
        value if Some(value) == own => value.clone(),
        Value::Object(map) => {
            let hide = |(key, value): (&String, &Value)| (key.clone(), hidden(value, own.and_then(|own| own.get(key))));
            Value::Object(map.iter().map(hide).collect())
        }
        Value::Array(values) => values.iter().map(|value| hidden(value, None)).collect(),
        Value::String(_) => HIDDEN.into(),
        other => other.clone(),
    }
}

fn arguments_shown(arguments: &[Value]) -> Value {
    let mut secret = false;
    let shown = arguments.iter().map(|argument| {
        let text = argument.as_str().unwrap_or_default();
        let hide = std::mem::replace(&mut secret, SECRET_OPTIONS.contains(&text));
        match text.split_once('=') {
            _ if hide => HIDDEN.into(),
            Some((option, _)) if SECRET_OPTIONS.contains(&option) => format!("{option}={HIDDEN}").into(),
            _ => argument.clone(),
        }
    });
    shown.collect()
}
