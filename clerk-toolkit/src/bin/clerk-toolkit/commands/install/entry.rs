//! What is written: a server's entry, whichever client it is for.

use clerk_toolkit::serde_json::{Map, Value, json};
use secrecy::{ExposeSecret, SecretString};

use super::clients::{Client, Reference};
use super::program;
use crate::config::Problem;
use crate::options::{API_URL, API_VERSION, SECRET_KEY};

/// The key of what VS Code asks for, an array.
pub(super) const INPUTS: &str = "inputs";

/// What decides on the instance: with one of them left over, the server would work on another than was checked.
const VARIABLES: &[&str] = &[SECRET_KEY, API_URL, API_VERSION];

/// Fields that say how to reach a server that is not started: with any of them a client may not start this one.
const CONTRADICTIONS: &[&str] = &[
    "url",
    "serverUrl",
    "httpUrl",
    "tcp",
    "headers",
    "http_headers",
    "env_http_headers",
    "bearer_token",
    "bearer_token_env_var",
    "auth",
    "oauth",
];

/// How the server that the entry starts comes to a key.
pub(super) enum Key {
    /// Its arguments say so, or it needs none.
    Arguments,
    /// From the variable, by the client's own means.
    Variable,
    /// It stands in the entry.
    Written(SecretString),
}

/// An entry, and what has to stand beside it.
pub(super) struct Entry {
    pub(super) client: Client,
    pub(super) name: String,
    pub(super) fields: Map<String, Value>,
    /// What VS Code is to ask for.
    pub(super) input: Option<Value>,
}

impl Entry {
    /// An entry; with a version of the API where it is not the usual one.
    pub(super) fn new(
        client: Client,
        name: String,
        command: String,
        arguments: Vec<String>,
        key: &Key,
        api_version: Option<String>,
    ) -> Self {
        let mut fields = Map::new();
        if client.has_type() {
            fields.insert("type".to_owned(), "stdio".into());
        }
        fields.insert("command".to_owned(), command.into());
        fields.insert("args".to_owned(), arguments.into());
        let mut env = Map::new();
        let mut input = None;
        match (key, client.reference()) {
            (Key::Written(key), _) => _ = env.insert(SECRET_KEY.to_owned(), key.expose_secret().into()),
            (Key::Variable, Reference::Value(reference)) => _ = env.insert(SECRET_KEY.to_owned(), reference.into()),
            (Key::Variable, Reference::Asked) => {
                let id = format!("{name}-secret-key");
                env.insert(SECRET_KEY.to_owned(), format!("${{input:{id}}}").into());
                let description = "Secret key of the Clerk instance (sk_test_… or sk_live_…)";
                input = Some(json!({
                    "type": "promptString", "id": id, "description": description, "password": true,
                }));
            }
            (Key::Variable, Reference::Forwarded) => _ = fields.insert("env_vars".to_owned(), json!([SECRET_KEY])),
            (Key::Variable, Reference::None) | (Key::Arguments, _) => {}
        }
        if let Some(version) = api_version {
            env.insert(API_VERSION.to_owned(), version.into());
        }
        if !env.is_empty() {
            fields.insert("env".to_owned(), env.into());
        }
        Self { client, name, fields, input }
    }

    /// Everything that is written, as it stands in a file that has nothing else.
    pub(super) fn alone(&self) -> Map<String, Value> {
        let mut file = Map::new();
        if let Some(input) = &self.input {
            file.insert(INPUTS.to_owned(), json!([input]));
        }
        file.insert(self.client.servers().to_owned(), json!({ &self.name: self.fields }));
        file
    }

    /// The entry of that name in a file.
    pub(super) fn find<'a>(&self, file: &'a Map<String, Value>) -> Option<&'a Value> {
        file.get(self.client.servers())?.get(&self.name)
    }

    /// A file with the entry in it; what the old one had besides is kept, if it starts this program too.
    ///
    /// # Errors
    /// Where something of another kind stands where it belongs.
    pub(super) fn put_into(&self, file: &Map<String, Value>) -> Result<Map<String, Value>, Problem> {
        let old = self.find(file);
        let fields = match old {
            Some(Value::Object(old)) if is_ours(old) => self.merged(old),
            _ => self.fields.clone(),
        };
        let old = old.cloned();
        let mut file = file.clone();
        if let Some(input) = &self.input {
            let inputs = file.entry(INPUTS).or_insert_with(|| json!([]));
            let inputs = inputs.as_array_mut().ok_or_else(|| Problem::new(format!("`{INPUTS}` is no array")))?;
            if !inputs.iter().any(|known| known["id"] == input["id"]) {
                inputs.push(input.clone());
            }
        }
        let key = self.client.servers();
        let servers = file.entry(key).or_insert_with(|| json!({}));
        let servers = servers.as_object_mut().ok_or_else(|| Problem::new(format!("`{key}` is no object")))?;
        servers.insert(self.name.clone(), Value::Object(fields));
        if let (Some(old), Reference::Asked) = (old, self.client.reference()) {
            forget_inputs(&mut file, &old);
        }
        Ok(file)
    }

    /// The old fields, with this entry's in place of those that say the same thing or another.
    fn merged(&self, old: &Map<String, Value>) -> Map<String, Value> {
        let mut merged = old.clone();
        merged.retain(|field, value| {
            let other_transport = matches!(field.as_str(), "type" | "transport") && value != "stdio";
            let switched_off = match field.as_str() {
                "disabled" => *value != false,
                "enabled" => *value != true,
                _ => false,
            };
            !CONTRADICTIONS.contains(&field.as_str()) && !other_transport && !switched_off
        });
        // An instance that the old entry had, or referred to, is not this one's.
        forget(&mut merged);
        for (field, value) in &self.fields {
            match (merged.get_mut(field), value) {
                (Some(Value::Object(old)), Value::Object(new)) => old.extend(new.clone()),
                (Some(Value::Array(old)), Value::Array(new)) if field == "env_vars" => old.extend(new.iter().cloned()),
                _ => _ = merged.insert(field.clone(), value.clone()),
            }
        }
        merged
    }
}

/// Takes out whatever gives the server an instance; a field with nothing left in it too.
fn forget(fields: &mut Map<String, Value>) {
    if let Some(Value::Object(env)) = fields.get_mut("env") {
        env.retain(|name, _| !VARIABLES.contains(&name.as_str()));
        if env.is_empty() {
            fields.shift_remove("env");
        }
    }
    if let Some(Value::Array(names)) = fields.get_mut("env_vars") {
        names.retain(|name| !VARIABLES.iter().any(|variable| name == variable || name["name"] == *variable));
        if names.is_empty() {
            fields.shift_remove("env_vars");
        }
    }
}

/// Takes out what only the old entry was asked for.
fn forget_inputs(file: &mut Map<String, Value>, old: &Value) {
    let Some(Value::Array(inputs)) = file.get(INPUTS) else {
        return;
    };
    let is_left_over = |input: &Value| {
        let Some(id) = input["id"].as_str() else {
            return false;
        };
        let reference = format!("${{input:{id}}}");
        refers(old, &reference) && !file.values().any(|value| refers(value, &reference))
    };
    let kept: Vec<Value> = inputs.iter().filter(|input| !is_left_over(input)).cloned().collect();
    match kept.len() {
        all if all == inputs.len() => {}
        0 => _ = file.shift_remove(INPUTS),
        _ => _ = file.insert(INPUTS.to_owned(), kept.into()),
    }
}

/// Whether a text in it has the reference in it.
fn refers(value: &Value, reference: &str) -> bool {
    match value {
        Value::String(text) => text.contains(reference),
        Value::Array(values) => values.iter().any(|value| refers(value, reference)),
        Value::Object(fields) => fields.values().any(|value| refers(value, reference)),
        _ => false,
    }
}

/// Whether an entry starts this program, from whatever folder.
pub(super) fn is_ours(fields: &Map<String, Value>) -> bool {
    let command = fields.get("command").and_then(Value::as_str).unwrap_or_default();
    let file = command.rsplit(['/', '\\']).next().unwrap_or_default();
    file.strip_suffix(".exe").unwrap_or(file) == program::NAME
}
