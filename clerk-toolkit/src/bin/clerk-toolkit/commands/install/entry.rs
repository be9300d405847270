//! The entry of a server, for any client.

use clerk_toolkit::serde_json::{Map, Value, json};
use secrecy::{ExposeSecret, SecretString};

use super::clients::{Client, Reference};
use super::remote::{Header, HeaderValue, Remote};
use super::{inputs, program};
use crate::config::{EditProblem, Shape};
use crate::options::{API_URL, API_VERSION, SECRET_KEY};

/// The variables that choose the instance. If one of them stayed in an entry, the server would use another instance than
/// the one that was checked.
const VARIABLES: &[&str] = &[SECRET_KEY, API_URL, API_VERSION];

/// The fields that start a server. With one of them left, a client may not connect to the remote server.
const LOCAL_FIELDS: &[&str] = &["command", "args", "env", "environment", "env_vars", "envFile", "cwd"];

/// The fields that reach a remote server. With one of them left, a client may not start the local server.
const REMOTE_FIELDS: &[&str] = &[
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

/// The end of the id of the input for the secret key.
const SECRET_KEY_INPUT: &str = "secret-key";

/// The fields with the address of a server.
const ADDRESSES: &[&str] = &["url", "serverUrl", "httpUrl"];

/// The fields that name a transport.
const TRANSPORTS: &[&str] = &["type", "transport", "transportType"];

/// How the server that an entry starts gets the secret key.
pub(super) enum Key {
    /// Its arguments say so, or it needs no key.
    Arguments,
    /// From the variable, by whatever means the client has.
    Variable,
    /// The entry contains it.
    Written(SecretString),
}

/// The server that an entry starts.
pub(super) struct Local {
    pub(super) program: String,
    pub(super) arguments: Vec<String>,
    pub(super) key: Key,
    /// The version of the API, unless it is the usual one.
    pub(super) api_version: Option<String>,
}

/// An entry, and what belongs beside it in the file.
pub(in crate::commands) struct Entry {
    pub(in crate::commands) client: Client,
    pub(in crate::commands) name: String,
    pub(super) fields: Map<String, Value>,
    /// What VS Code asks for.
    pub(super) inputs: Vec<Value>,
    /// The tokens that the fields contain.
    tokens: Vec<SecretString>,
    /// The address, if the server is remote.
    url: Option<String>,
}

impl Entry {
    /// The entry of that name without fields, to find what a file contains. An entry that connects to `url` is
    /// recognized as one of this program.
    pub(in crate::commands) fn named(client: Client, name: String, url: Option<String>) -> Self {
        Self { client, name, fields: Map::new(), inputs: Vec::new(), tokens: Vec::new(), url }
    }

    /// An entry that starts a server.
    pub(super) fn local(client: Client, name: String, local: Local) -> Self {
        let mut entry = Self::named(client, name, None);
        let form = client.local;
        entry.set_kind(form.kind);
        match form.joined {
            true => {
                let command: Vec<String> = std::iter::once(local.program).chain(local.arguments).collect();
                entry.set("command", command);
            }
            false => {
                entry.set("command", local.program);
                entry.set("args", local.arguments);
            }
        }
        let mut env = Map::new();
        match (local.key, client.reference) {
            (Key::Written(key), _) => _ = env.insert(SECRET_KEY.to_owned(), key.expose_secret().into()),
            (Key::Variable, Reference::Value(start, end)) => {
                env.insert(SECRET_KEY.to_owned(), format!("{start}{SECRET_KEY}{end}").into());
            }
            (Key::Variable, Reference::Asked) => {
                let description = "Secret key of the Clerk instance (sk_test_… or sk_live_…)";
                let reference = entry.ask(SECRET_KEY_INPUT, description);
                env.insert(SECRET_KEY.to_owned(), reference.into());
            }
            (Key::Variable, Reference::Named) => entry.set("env_vars", vec![SECRET_KEY]),
            (Key::Variable, Reference::None) | (Key::Arguments, _) => {}
        }
        if let Some(version) = local.api_version {
            env.insert(API_VERSION.to_owned(), version.into());
        }
        if !env.is_empty() {
            entry.set(form.env, env);
        }
        if form.tools {
            entry.set("tools", vec!["*"]);
        }
        entry
    }

    /// An entry that connects to a remote server.
    pub(super) fn remote(client: Client, name: String, remote: Remote) -> Self {
        let form = remote.form;
        let mut entry = Self::named(client, name, Some(remote.url.clone()));
        entry.set_kind(form.kind);
        entry.set(form.url, remote.url);
        let oauth_off = form.oauth_off && !remote.headers.is_empty();
        let (mut values, mut variables) = (Map::new(), Map::new());
        for header in remote.headers {
            let prefix = header.prefix();
            match &header.value {
                HeaderValue::Written(token) => {
                    entry.tokens.push(token.clone());
                    values.insert(header.name, format!("{prefix}{}", token.expose_secret()).into());
                }
                HeaderValue::Reference(reference) => {
                    values.insert(header.name, format!("{prefix}{reference}").into());
                }
                HeaderValue::Asked => {
                    let reference = entry.ask_for_header(&header);
                    values.insert(header.name, format!("{prefix}{reference}").into());
                }
                HeaderValue::Named(variable) if header.bearer => {
                    entry.set("bearer_token_env_var", variable.as_str());
                }
                HeaderValue::Named(variable) => _ = variables.insert(header.name, variable.as_str().into()),
            }
        }
        if !values.is_empty() {
            entry.set(form.headers, values);
        }
        if !variables.is_empty() {
            entry.set("env_http_headers", variables);
        }
        if oauth_off {
            entry.set("oauth", false);
        }
        if form.tools {
            entry.set("tools", vec!["*"]);
        }
        entry
    }

    fn set(&mut self, field: &str, value: impl Into<Value>) {
        self.fields.insert(field.to_owned(), value.into());
    }

    fn set_kind(&mut self, kind: Option<&str>) {
        if let Some(kind) = kind {
            self.set("type", kind);
        }
    }

    /// Adds an input that VS Code asks for, and returns the reference to it.
    fn ask(&mut self, what: &str, description: &str) -> String {
        let id = format!("{}-{what}", self.name);
        let reference = inputs::reference(&id);
        self.inputs.push(json!({
            "type": "promptString", "id": id, "description": description, "password": true,
        }));
        reference
    }

    fn ask_for_header(&mut self, header: &Header) -> String {
        let (what, description) = match header.bearer {
            true => ("token".to_owned(), "Bearer token of the Clerk MCP server".to_owned()),
            false => (header.name.to_ascii_lowercase(), format!("Header {} of the Clerk MCP server", header.name)),
        };
        self.ask(&what, &description)
    }

    /// The keys of the file that matter to this entry.
    pub(in crate::commands) fn shape(&self) -> Shape<'_> {
        let inputs = (!self.inputs.is_empty()).then_some(inputs::KEY);
        Shape { servers: self.client.servers, name: &self.name, inputs }
    }

    /// A file that contains nothing but this entry.
    pub(super) fn alone(&self) -> Map<String, Value> {
        let mut file = Map::new();
        if !self.inputs.is_empty() {
            file.insert(inputs::KEY.to_owned(), self.inputs.clone().into());
        }
        file.insert(self.client.servers.to_owned(), json!({ &self.name: self.fields }));
        file
    }

    /// The entry of that name in a file.
    pub(in crate::commands) fn find<'a>(&self, file: &'a Map<String, Value>) -> Option<&'a Value> {
        file.get(self.client.servers)?.get(&self.name)
    }

    /// How many other servers a file has.
    pub(super) fn others(&self, file: &Map<String, Value>) -> usize {
        let servers = file.get(self.client.servers).and_then(Value::as_object);
        servers.map_or(0, |servers| servers.keys().filter(|name| **name != self.name).count())
    }

    /// Whether an entry of that name is one that `install` wrote: it starts this program, or it connects to the same
    /// address.
    pub(in crate::commands) fn is_ours(&self, found: &Value) -> bool {
        let Value::Object(fields) = found else {
            return false;
        };
        let mut addresses = ADDRESSES.iter().filter_map(|key| fields.get(*key)?.as_str());
        starts_this_program(fields) || self.url.as_deref().is_some_and(|url| addresses.any(|address| address == url))
    }

    /// Whether an entry connects to a remote server.
    pub(in crate::commands) fn is_remote(found: &Value) -> bool {
        ADDRESSES.iter().any(|key| found[*key].is_string())
    }

    /// Whether a text of an entry is known to be no secret: the reference to the secret key, or the address.
    pub(super) fn is_public(&self, text: &str) -> bool {
        let reference = match self.client.reference {
            Reference::Value(start, end) => format!("{start}{SECRET_KEY}{end}"),
            Reference::Asked => inputs::reference(&format!("{}-{SECRET_KEY_INPUT}", self.name)),
            Reference::Named | Reference::None => return self.url.as_deref() == Some(text),
        };
        text == reference || self.url.as_deref() == Some(text)
    }

    /// The text without the tokens that this entry contains.
    pub(super) fn without_tokens(&self, text: &str) -> String {
        self.tokens.iter().fold(text.to_owned(), |text, token| text.replace(token.expose_secret(), super::diff::HIDDEN))
    }

    /// The file with the entry in it. Other fields of the old entry stay if `install` wrote that one too.
    ///
    /// # Errors
    /// If the keys on the way to the entry hold values of another kind.
    pub(super) fn put_into(&self, file: &Map<String, Value>) -> Result<Map<String, Value>, EditProblem> {
        let old = self.find(file).cloned();
        let fields = match &old {
            Some(Value::Object(fields)) if old.as_ref().is_some_and(|old| self.is_ours(old)) => self.merged(fields),
            _ => self.fields.clone(),
        };
        let mut file = file.clone();
        inputs::add(&mut file, &self.inputs)?;
        let key = self.client.servers;
        let servers = file.entry(key).or_insert_with(|| json!({}));
        let servers = servers.as_object_mut().ok_or_else(|| EditProblem::new(format!("`{key}` is not an object")))?;
        servers.insert(self.name.clone(), Value::Object(fields));
        if let (Some(old), Reference::Asked) = (old, self.client.reference) {
            inputs::forget(&mut file, &old);
        }
        Ok(file)
    }

    /// The file without the entry, and without the inputs that only the entry used. The object of the servers stays.
    pub(in crate::commands) fn take_out_of(&self, file: &Map<String, Value>) -> Map<String, Value> {
        let mut file = file.clone();
        let servers = file.get_mut(self.client.servers).and_then(Value::as_object_mut);
        let old = servers.and_then(|servers| servers.shift_remove(&self.name));
        if let (Some(old), Reference::Asked) = (old, self.client.reference) {
            inputs::forget(&mut file, &old);
        }
        file
    }

    /// The old fields, with those of this entry in place of the ones that contradict them.
    fn merged(&self, old: &Map<String, Value>) -> Map<String, Value> {
        let remote = self.url.is_some();
        let kinds: &[&str] = match remote {
            true => &["http", "streamable-http", "streamableHttp", "remote"],
            false => &["stdio", "local"],
        };
        let mut merged = old.clone();
        merged.retain(|field, value| {
            let field = field.as_str();
            let replaced = REMOTE_FIELDS.contains(&field) || remote && LOCAL_FIELDS.contains(&field);
            let other_transport = TRANSPORTS.contains(&field) && !kinds.iter().any(|kind| value == kind);
            let switched_off = match field {
                "disabled" => *value != false,
                "enabled" => *value != true,
                _ => false,
            };
            !(replaced && !self.fields.contains_key(field) || other_transport || switched_off)
        });
        // The instance of the old entry, or a reference to it, does not belong to this one.
        forget_instance(&mut merged);
        for (field, value) in &self.fields {
            match (field.as_str(), merged.get_mut(field), value) {
                ("env" | "environment", Some(Value::Object(old)), Value::Object(new)) => old.extend(new.clone()),
                ("env_vars", Some(Value::Array(old)), Value::Array(new)) => old.extend(new.iter().cloned()),
                // The user may have chosen fewer tools.
                ("tools", Some(Value::Array(_)), _) => {}
                _ => _ = merged.insert(field.clone(), value.clone()),
            }
        }
        merged
    }
}

/// Removes whatever gives the server an instance, and a field that is empty then.
fn forget_instance(fields: &mut Map<String, Value>) {
    for key in ["env", "environment"] {
        if let Some(Value::Object(env)) = fields.get_mut(key) {
            env.retain(|name, _| !VARIABLES.contains(&name.as_str()));
            if env.is_empty() {
                fields.shift_remove(key);
            }
        }
    }
    if let Some(Value::Array(names)) = fields.get_mut("env_vars") {
        names.retain(|name| !VARIABLES.iter().any(|variable| name == variable || name["name"] == *variable));
        if names.is_empty() {
            fields.shift_remove("env_vars");
        }
    }
}

/// Whether an entry starts this program, from whatever folder.
pub(super) fn starts_this_program(fields: &Map<String, Value>) -> bool {
    let command = match fields.get("command") {
        Some(Value::Array(words)) => words.first().and_then(Value::as_str),
        Some(command) => command.as_str(),
        None => None,
    };
    let file = command.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
    file.strip_suffix(".exe").unwrap_or(file) == program::NAME
}
