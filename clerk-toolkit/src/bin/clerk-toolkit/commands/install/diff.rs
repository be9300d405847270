//! The part of a change that is shown: the entry without its secrets, and where it is in the file.

use clerk_toolkit::serde_json::{Map, Value, json};
use similar::{ChangeTag, TextDiff};

use super::entry::{Entry, is_prompt};
use super::{inputs, trust};
use crate::config::{Config, Format};
use crate::{escape, output};

/// What is shown instead of a value that may be a secret.
pub(super) const HIDDEN: &str = "…";

/// Options of this program whose values are secrets.
const SECRET_OPTIONS: &[&str] = &["--secret-key", "--sk", "--http-token"];

/// A file before and after a change.
pub(in crate::commands) struct Change<'a> {
    pub(in crate::commands) entry: &'a Entry,
    pub(in crate::commands) config: &'a Config,
    /// The texts.
    pub(in crate::commands) texts: (&'a str, &'a str),
    /// What the texts contain.
    pub(in crate::commands) contents: (&'a Map<String, Value>, &'a Map<String, Value>),
}

impl Change<'_> {
    /// The change as it is planned: the file, the lines that change, and how much of the file does not change.
    pub(in crate::commands) fn planned(&self) -> String {
        let others = match self.config.exists() {
            false => "The file does not exist yet.\n".to_owned(),
            true => self.others(),
        };
        format!("{}\n\n{}\n{}{others}", self.path(), self.lines(), self.notes())
    }

    /// The same after the file was written.
    pub(in crate::commands) fn done(&self) -> String {
        let (verb, others) = match self.config.exists() {
            false => ("Created", String::new()),
            true => ("Updated", self.others()),
        };
        format!("{verb} {}\n\n{}\n{}{others}", self.path(), self.lines(), self.notes())
    }

    /// What the change removes although `install` did not write it.
    fn notes(&self) -> String {
        let (before, after) = self.contents;
        let Some(old) = self.entry.find(before) else {
            return String::new();
        };
        if !self.entry.is_ours(old) {
            let verb = if self.entry.find(after).is_some() { "replaces" } else { "removes" };
            return format!("--force {verb} a server of another program: the old entry {}.\n", trust::described(old));
        }
        let dropped = self.entry.dropped(before);
        match self.entry.find(after).is_some() && !dropped.is_empty() {
            true => format!(
                "Removed, because `install` did not write it and does not trust it: {}. Add it again by hand if you need \
                 it.\n",
                escape::line(&dropped.join(", "))
            ),
            false => String::new(),
        }
    }

    fn path(&self) -> String {
        escape::line(&self.config.path.to_string_lossy())
    }

    fn others(&self) -> String {
        match self.entry.others(self.contents.0) {
            0 => "The file has no other server.\n".to_owned(),
            1 => "The file has 1 other server, unchanged.\n".to_owned(),
            others => format!("The file has {others} other servers, unchanged.\n"),
        }
    }

    /// The removed and the added lines, with the entry and the brackets around them. Lines that differ only in the comma
    /// at their end are the same.
    fn lines(&self) -> String {
        let (before, after) = self.contents;
        let old = self.view(self.texts.0, before, after);
        let new = self.view(self.texts.1, after, before);
        let bare = |text: &str| text.lines().map(|line| line.trim_end_matches(',').to_owned()).collect::<Vec<_>>();
        let (old_bare, new_bare) = (bare(&old), bare(&new));
        let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        let old_bare: Vec<&str> = old_bare.iter().map(String::as_str).collect();
        let new_bare: Vec<&str> = new_bare.iter().map(String::as_str).collect();
        let diff = TextDiff::from_slices(&old_bare, &new_bare);
        let lines = diff.iter_all_changes().map(|change| {
            let line = |lines: &[&str], at: Option<usize>| at.and_then(|at| lines.get(at).copied().map(str::to_owned));
            let (sign, line) = match change.tag() {
                ChangeTag::Delete => ('-', line(&old, change.old_index())),
                ChangeTag::Insert => ('+', line(&new, change.new_index())),
                ChangeTag::Equal => (' ', line(&new, change.new_index())),
            };
            format!("  {sign} {}\n", line.unwrap_or_default())
        });
        output::without_keys(&self.entry.without_tokens(&lines.collect::<String>()))
    }

    /// The text of one of the files: the entry, and the inputs that `other` does not have. `…` stands for the rest.
    fn view(&self, text: &str, file: &Map<String, Value>, other: &Map<String, Value>) -> String {
        let client = &self.entry.client;
        // A new file, or one that contains only comments, has no brackets yet.
        if file.is_empty() && !text.contains('{') {
            return String::new();
        }
        let mut shown = Elided::default();
        for (key, value) in file {
            match value {
                Value::Object(servers) if key == client.servers => shown.insert(key, self.servers(servers)),
                _ if key == inputs::KEY && other.get(key) != Some(value) => {
                    shown.insert(key, changed_inputs(file, other, self.entry).into());
                }
                _ => shown.rest(),
            }
        }
        match client.format {
            Format::Json => client.format.text(&shown.fields).lines().map(without_placeholder).collect(),
            // A table has no brackets that could be taken for those of the whole file.
            Format::Toml => match self.entry.find(file) {
                Some(found) => {
                    let mut alone = Map::new();
                    let entry = json!({ &self.entry.name: masked(found, self.entry) });
                    alone.insert(client.servers.to_owned(), entry);
                    client.format.text(&alone)
                }
                None => String::new(),
            },
        }
    }

    /// The servers, of which only the entry is shown.
    fn servers(&self, servers: &Map<String, Value>) -> Value {
        let mut shown = Elided::default();
        for (name, value) in servers {
            match *name == self.entry.name {
                true => shown.insert(name, masked(value, self.entry)),
                false => shown.rest(),
            }
        }
        Value::Object(shown.fields)
    }
}

/// An object with placeholders for the fields that are not shown.
#[derive(Default)]
struct Elided {
    fields: Map<String, Value>,
}

impl Elided {
    fn insert(&mut self, key: &str, value: Value) {
        self.fields.insert(key.to_owned(), value);
    }

    /// Adds a placeholder, unless the last field is one.
    fn rest(&mut self) {
        if !self.fields.keys().next_back().is_some_and(|key| is_placeholder(key)) {
            self.fields.insert(HIDDEN.repeat(self.fields.len() + 1), Value::Null);
        }
    }
}

/// Keys must differ, so a placeholder is any number of `…`.
fn is_placeholder(key: &str) -> bool {
    !key.is_empty() && key.replace(HIDDEN, "").is_empty()
}

/// The line, or `…` if it is a placeholder.
fn without_placeholder(line: &str) -> String {
    let text = line.trim_start();
    let key = text.trim_end_matches(',').strip_prefix('"').and_then(|text| text.strip_suffix("\": null"));
    match key.is_some_and(is_placeholder) {
        true => format!("{}{HIDDEN}\n", &line[..line.len() - text.len()]),
        false => format!("{line}\n"),
    }
}

/// The inputs that one file has and the other does not, with `…` for the others. Of an input that `install` did not
/// write, only its id and type are shown.
fn changed_inputs(file: &Map<String, Value>, other: &Map<String, Value>, entry: &Entry) -> Vec<Value> {
    let list = |file: &Map<String, Value>| file.get(inputs::KEY).and_then(Value::as_array).cloned().unwrap_or_default();
    let (others, rest) = (list(other), json!({ HIDDEN: null }));
    let mut shown = Vec::new();
    for input in list(file) {
        match others.contains(&input) {
            true if shown.last() == Some(&rest) => {}
            true => shown.push(rest.clone()),
            false => {
                let mut known = json!({ "type": input["type"], "id": input["id"] });
                if input["description"].as_str().is_some_and(is_prompt) {
                    known["description"] = input["description"].clone();
                }
                shown.push(hidden(&input, Some(&known), entry));
            }
        }
    }
    shown
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
