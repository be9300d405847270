//! The entry of a server, for any client.

use clerk_toolkit::serde_json::{Map, Value, json};
use secrecy::{ExposeSecret, SecretString};

use super::clients::{Client, Reference};
use super::remote::{Header, HeaderValue, Remote};
use super::{inputs, trust};
use crate::config::{EditProblem, Shape};
use crate::options::{API_VERSION, SECRET_KEY};

/// The end of the id of the input for the secret key.
const SECRET_KEY_INPUT: &str = "secret-key";

/// What VS Code shows when it asks for the secret key.
const SECRET_KEY_PROMPT: &str = "Secret key of the Clerk instance (sk_test_… or sk_live_…)";

/// The end of what VS Code shows when it asks for a token or a header.
const PROMPT_END: &str = " of the Clerk MCP server";

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
                let reference = entry.ask(SECRET_KEY_INPUT, SECRET_KEY_PROMPT);
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
            true => ("token".to_owned(), format!("Bearer token{PROMPT_END}")),
            false => (header.name.to_ascii_lowercase(), format!("Header {}{PROMPT_END}", header.name)),
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

    /// Whether an entry of that name is one that `install` wrote: it starts exactly this program, or it connects to the
    /// same address.
    pub(in crate::commands) fn is_ours(&self, found: &Value) -> bool {
        let Value::Object(fields) = found else {
            return false;
        };
        trust::starts_this_program(fields) || self.url.as_deref().is_some_and(|url| trust::connects_to(fields, url))
    }

    /// What an update of the entry in the file would drop, although `install` did not write it.
    pub(super) fn dropped(&self, file: &Map<String, Value>) -> Vec<String> {
        match self.find(file) {
            Some(old @ Value::Object(fields)) if self.is_ours(old) => {
                trust::merge(fields, &self.fields, self.url.is_some()).dropped
            }
            _ => Vec::new(),
        }
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

    /// The file with the entry in it. Harmless fields of the old entry stay if `install` wrote that one too.
    ///
    /// # Errors
    /// If the keys on the way to the entry hold values of another kind.
    pub(super) fn put_into(&self, file: &Map<String, Value>) -> Result<Map<String, Value>, EditProblem> {
        let old = self.find(file).cloned();
        let fields = match &old {
            Some(Value::Object(fields)) if old.as_ref().is_some_and(|old| self.is_ours(old)) => {
                trust::merge(fields, &self.fields, self.url.is_some()).fields
            }
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
}

/// Whether the description of an input is one that `install` writes.
pub(super) fn is_prompt(text: &str) -> bool {
    let header = |what: &str| what.strip_prefix("Header ").is_some_and(super::remote::is_header_name);
    text == SECRET_KEY_PROMPT
        || text.strip_suffix(PROMPT_END).is_some_and(|what| what == "Bearer token" || header(what))
}
