//! The part of a change that is shown: the entry alone, without its secrets.

use clerk_toolkit::serde_json::{Map, Value, json};
use similar::{ChangeTag, TextDiff};

use super::entry::Entry;
use super::{inputs, trust};
use crate::config::Config;
use crate::{escape, output};

/// What is shown instead of a value that may be a secret.
pub(super) const HIDDEN: &str = "…";

/// Options of this program whose values are secrets.
const SECRET_OPTIONS: &[&str] = &["--secret-key", "--sk", "--http-token"];

/// The file, the change of the entry, and how much of the file does not change.
pub(in crate::commands) fn summary(
    entry: &Entry,
    config: &Config,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> String {
    let others = match (config.exists(), entry.others(before)) {
        (false, _) => "The file does not exist yet.".to_owned(),
        (true, 0) => "The file has no other server.".to_owned(),
        (true, 1) => "The file has 1 other server, unchanged.".to_owned(),
        (true, others) => format!("The file has {others} other servers, unchanged."),
    };
    let diff = diff(entry, before, after);
    let notes = notes(entry, before, after);
    let path = escape::line(&config.path.to_string_lossy());
    format!("{path}\n\n{diff}\n{notes}{others}\n")
}

/// What the change removes although `install` did not write it.
fn notes(entry: &Entry, before: &Map<String, Value>, after: &Map<String, Value>) -> String {
    let Some(old) = entry.find(before) else {
        return String::new();
    };
    if !entry.is_ours(old) {
        let verb = if entry.find(after).is_some() { "replaces" } else { "removes" };
        return format!("--force {verb} a server of another program: the old entry {}.\n", trust::described(old));
    }
    let dropped = entry.dropped(before);
    match entry.find(after).is_some() && !dropped.is_empty() {
        true => format!(
            "Removed, because `install` did not write it and does not trust it: {}. Add it again by hand if you need it.\n",
            escape::line(&dropped.join(", "))
        ),
        false => String::new(),
    }
}

/// The removed and the added lines, with the whole entry around them.
fn diff(entry: &Entry, before: &Map<String, Value>, after: &Map<String, Value>) -> String {
    let shown = |file: &Map<String, Value>, other: &Map<String, Value>| match entry.find(file) {
        Some(found) => {
            let mut shown = Map::new();
            let inputs = changed_inputs(file, other, entry);
            if !inputs.is_empty() {
                shown.insert(inputs::KEY.to_owned(), inputs.into());
            }
            shown.insert(entry.client.servers.to_owned(), json!({ &entry.name: masked(found, entry) }));
            entry.client.format.text(&shown)
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
    output::without_keys(&entry.without_tokens(&lines.collect::<String>()))
}

/// The inputs that one file has and the other does not. Of an input that this entry did not add, only its id and type
/// are shown.
fn changed_inputs(file: &Map<String, Value>, other: &Map<String, Value>, entry: &Entry) -> Vec<Value> {
    let list = |file: &Map<String, Value>| file.get(inputs::KEY).and_then(Value::as_array).cloned().unwrap_or_default();
    let others = list(other);
    let changed = list(file).into_iter().filter(|input| !others.contains(input));
    let shown = changed.map(|input| match entry.inputs.contains(&input) {
        true => input,
        false => hidden(&input, Some(&json!({ "type": input["type"], "id": input["id"] })), entry),
    });
    shown.collect()
}

/// The entry without what may be a secret. The program and its arguments are shown; other texts only if the new entry
/// contains them.
fn masked(found: &Value, entry: &Entry) -> Value {
    let Value::Object(fields) = found else {
        return HIDDEN.into();
    };
    let ours = trust::starts_this_program(fields);
    let shown = fields.iter().map(|(field, value)| {
        let value = match (field.as_str(), value) {
            ("command" | "args", Value::Array(arguments)) if ours => arguments_shown(arguments),
            ("type", value) | ("command", value @ Value::String(_)) => value.clone(),
            ("env_vars" | "tools", value) => value.clone(),
            (_, value) => hidden(value, entry.fields.get(field), entry),
        };
        (field.clone(), value)
    });
    Value::Object(shown.collect())
}

/// The value with its texts hidden. A text is shown if it cannot be a secret, or if the new entry has it in the same place.
fn hidden(value: &Value, own: Option<&Value>, entry: &Entry) -> Value {
    match value {
        value if Some(value) == own => value.clone(),
        Value::Object(map) => {
            let hide =
                |(key, value): (&String, &Value)| (key.clone(), hidden(value, own.and_then(|own| own.get(key)), entry));
            Value::Object(map.iter().map(hide).collect())
        }
        Value::Array(values) => values.iter().map(|value| hidden(value, None, entry)).collect(),
        Value::String(text) if !entry.is_public(text) => HIDDEN.into(),
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
