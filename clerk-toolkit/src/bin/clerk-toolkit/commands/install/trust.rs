//! What `install` believes about an entry that a file already has.
//!
//! Anyone can write an entry into a file, for example into that of a project that is then cloned. So an entry counts as one
//! that `install` wrote only if it starts exactly this program or connects to the same address. Even then, an update keeps
//! only fields and variables that cannot start something else, change what the server does, or send data elsewhere.

use clerk_toolkit::serde_json::{Map, Value};
use reqwest::Url;

use super::program;
use crate::options::{API_VERSION, SECRET_KEY};
use crate::output;

/// The fields of an entry that starts a server.
const LOCAL_FIELDS: &[&str] = &["type", "command", "args", "env", "environment", "env_vars", "tools"];

/// The fields of an entry that connects to a remote server.
const REMOTE_FIELDS: &[&str] = &[
    "type",
    "url",
    "serverUrl",
    "httpUrl",
    "headers",
    "http_headers",
    "env_http_headers",
    "bearer_token_env_var",
    "oauth",
    "tools",
];

/// Other fields that an update keeps: limits, names, and which of the tools the client shows. Approvals are not among them,
/// because they were given for other options.
const KEPT_FIELDS: &[&str] = &[
    "type",
    "transport",
    "transportType",
    "timeout",
    "timeoutMs",
    "initTimeout",
    "requestTimeout",
    "startup_timeout_sec",
    "startup_timeout_ms",
    "tool_timeout_sec",
    "disabled",
    "enabled",
    "required",
    "name",
    "displayName",
    "title",
    "description",
    "tools",
    "disabledTools",
    "disabled_tools",
    "enabledTools",
    "enabled_tools",
    "includeTools",
    "excludeTools",
];

/// The fields that name a transport.
const TRANSPORTS: &[&str] = &["type", "transport", "transportType"];

/// The fields with the address of a server.
pub(in crate::commands) const ADDRESSES: &[&str] = &["url", "serverUrl", "httpUrl"];

/// The variables that an update keeps with their values. A proxy and a certificate are not among them: together they can
/// read the secret key.
const KEPT_VARIABLES: &[&str] = &["RUST_LOG", "RUST_BACKTRACE", "NO_COLOR", "COLUMNS", "LANG", "LC_ALL", "TZ"];

/// Other variables that an update keeps if the entry only passes them on: their values come from the user.
const FORWARDED_VARIABLES: &[&str] = &[
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "https_proxy",
    "http_proxy",
    "all_proxy",
    "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
];

/// The variables that `install` writes, or that an entry of an older version had. An update replaces them.
const WRITTEN_VARIABLES: &[&str] = &[SECRET_KEY, API_VERSION];

/// Whether names of variables and paths of programs are compared without case.
const IGNORE_CASE: bool = cfg!(windows);

/// Whether an entry starts this program: by its bare name, or by its exact path.
pub(super) fn starts_this_program(fields: &Map<String, Value>) -> bool {
    command(fields).is_some_and(program::is_this)
}

/// Whether an entry connects to this address.
pub(super) fn connects_to(fields: &Map<String, Value>, url: &str) -> bool {
    ADDRESSES.iter().any(|key| fields.get(*key).and_then(Value::as_str) == Some(url))
}

/// Whether an entry connects to a remote server.
pub(in crate::commands) fn is_remote(entry: &Value) -> bool {
    ADDRESSES.iter().any(|key| entry[*key].is_string())
}

/// The program that an entry starts.
pub(in crate::commands) fn command(fields: &Map<String, Value>) -> Option<&str> {
    match fields.get("command")? {
        Value::Array(words) => words.first()?.as_str(),
        command => command.as_str(),
    }
}

/// The address of the API in an entry that starts this program.
pub(in crate::commands) fn api_url(fields: &Map<String, Value>) -> Option<&str> {
    let words = ["command", "args"].into_iter().filter_map(|field| fields.get(field)?.as_array()).flatten();
    let words: Vec<&str> = words.filter_map(Value::as_str).collect();
    let next = words.iter().position(|word| *word == "--api-url").and_then(|position| words.get(position + 1).copied());
    next.or_else(|| words.iter().find_map(|word| word.strip_prefix("--api-url=")))
}

/// Whether the address is that of Clerk's API.
pub(in crate::commands) fn is_clerk(url: &str) -> bool {
    Url::parse(url.trim()).is_ok_and(|url| url.scheme() == "https" && url.host_str() == Some("api.clerk.com"))
}

/// Whether an entry starts a program of this name, in any folder.
pub(in crate::commands) fn resembles_this_program(fields: &Map<String, Value>) -> bool {
    let file = command(fields).unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
    file.strip_suffix(".exe").unwrap_or(file).eq_ignore_ascii_case(program::NAME)
}

/// What another server is, for a message. Its arguments and its address are not shown.
pub(in crate::commands) fn described(entry: &Value) -> String {
    match entry.as_object().and_then(command) {
        Some(command) => format!("starts {command:?}"),
        None if is_remote(entry) => "connects to an address".to_owned(),
        None => "has no command".to_owned(),
    }
}

/// An old entry with the fields of a new one.
pub(super) struct Merged {
    pub(super) fields: Map<String, Value>,
    /// What `install` does not write and did not keep: fields, and variables with the field that they are in.
    pub(super) dropped: Vec<String>,
}

/// The fields of the new entry, and the harmless fields of the old one. `old` starts this program or connects to the address
/// of the new entry.
pub(super) fn merge(old: &Map<String, Value>, new: &Map<String, Value>, new_is_remote: bool) -> Merged {
    let (mut fields, mut dropped) = (old.clone(), foreign(old));
    let kinds: &[&str] = match new_is_remote {
        true => &["http", "streamable-http", "streamableHttp", "remote"],
        false => &["stdio", "local"],
    };
    fields.retain(|field, value| {
        let field = field.as_str();
        let other_transport = TRANSPORTS.contains(&field) && !kinds.iter().any(|kind| value == kind);
        let switched_off = match field {
            "disabled" => *value != false,
            "enabled" => *value != true,
            _ => false,
        };
        let keeps = new.contains_key(field) || is_kept(field) || (!new_is_remote && is_environment(field));
        keeps && !other_transport && !switched_off
    });
    // The variables that choose the instance of the old entry do not belong to this one.
    filter_variables(&mut fields, false);
    for (field, value) in new {
        match (field.as_str(), fields.get_mut(field), value) {
            ("env" | "environment", Some(Value::Object(old)), Value::Object(new)) => old.extend(new.clone()),
            ("env_vars", Some(Value::Array(old)), Value::Array(new)) => old.extend(new.iter().cloned()),
            // The user may have chosen fewer tools.
            ("tools", Some(Value::Array(_)), _) => {}
            _ => _ = fields.insert(field.clone(), value.clone()),
        }
    }
    dropped.sort();
    Merged { fields, dropped }
}

/// The parts of an entry that `install` neither writes nor keeps.
pub(in crate::commands) fn foreign(entry: &Map<String, Value>) -> Vec<String> {
    let own = if starts_this_program(entry) { LOCAL_FIELDS } else { REMOTE_FIELDS };
    let mut filtered = entry.clone();
    filter_variables(&mut filtered, true);
    let mut foreign = Vec::new();
    for (field, value) in entry {
        if !own.contains(&field.as_str()) && !is_kept(field) {
            foreign.push(field.clone());
        } else if is_environment(field) {
            let kept = filtered.get(field).map(variables).unwrap_or_default();
            let removed = variables(value).into_iter().filter(|name| !kept.contains(name));
            foreign.extend(removed.map(|name| format!("{name} in {field}")));
        }
    }
    foreign
}

/// Whether an entry has nothing but what `install` writes.
pub(super) fn is_as_written(entry: &Map<String, Value>) -> bool {
    let own = if starts_this_program(entry) { LOCAL_FIELDS } else { REMOTE_FIELDS };
    entry.iter().all(|(field, value)| {
        let is_written = |name: String| is_one_of(&name, WRITTEN_VARIABLES, IGNORE_CASE);
        own.contains(&field.as_str()) && (!is_environment(field) || variables(value).into_iter().all(is_written))
    })
}

/// Whether an entry contains a secret key, or a header that does not refer to a variable.
pub(super) fn has_secret(entry: &Map<String, Value>) -> bool {
    let is_literal = |header: &Value| !header.as_str().is_some_and(|text| text.contains('{'));
    let headers = ["headers", "http_headers"].iter().filter_map(|field| entry.get(*field)?.as_object());
    let text = Value::Object(entry.clone()).to_string();
    output::without_keys(&text) != text || headers.flat_map(Map::values).any(is_literal)
}

fn is_kept(field: &str) -> bool {
    KEPT_FIELDS.contains(&field)
}

fn is_environment(field: &str) -> bool {
    matches!(field, "env" | "environment" | "env_vars")
}

/// Removes the variables that an update does not keep, and a field that is empty then.
fn filter_variables(fields: &mut Map<String, Value>, with_written: bool) {
    let written = |name: &str| with_written && is_one_of(name, WRITTEN_VARIABLES, IGNORE_CASE);
    for field in ["env", "environment", "env_vars"] {
        let empty = match fields.get_mut(field) {
            None => continue,
            Some(Value::Object(values)) => {
                values.retain(|name, value| {
                    (is_one_of(name, KEPT_VARIABLES, IGNORE_CASE) && value.is_string()) || written(name)
                });
                values.is_empty()
            }
            Some(Value::Array(names)) => {
                names.retain(|name| {
                    name.as_str().is_some_and(|name| {
                        let kept = [KEPT_VARIABLES, FORWARDED_VARIABLES];
                        kept.iter().any(|kept| is_one_of(name, kept, IGNORE_CASE)) || written(name)
                    })
                });
                names.is_empty()
            }
            Some(_) => true,
        };
        if empty {
            fields.shift_remove(field);
        }
    }
}

/// The names of the variables in `env` or `env_vars`.
fn variables(value: &Value) -> Vec<String> {
    match value {
        Value::Object(values) => values.keys().cloned().collect(),
        Value::Array(names) => {
            let name = |name: &Value| {
                name.as_str().or_else(|| name["name"].as_str()).unwrap_or("an unnamed variable").to_owned()
            };
            names.iter().map(name).collect()
        }
        _ => vec!["the value".to_owned()],
    }
}

/// Whether the name is one of the names. On Windows, the names of variables have no case.
fn is_one_of(name: &str, names: &[&str], ignore_case: bool) -> bool {
    names.iter().any(|known| *known == name || (ignore_case && known.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_variables_have_no_case_on_windows() {
        for (name, exact, without_case) in
            [("RUST_LOG", true, true), ("rust_log", false, true), ("RUST_LOGS", false, false), ("", false, false)]
        {
            assert_eq!(is_one_of(name, KEPT_VARIABLES, false), exact, "{name}");
            assert_eq!(is_one_of(name, KEPT_VARIABLES, true), without_case, "{name}");
        }
        // The variables that choose the instance are never kept, in any case.
        for name in [SECRET_KEY, "CLERK_API_URL", API_VERSION, "Clerk_Api_Url"] {
            assert!(!is_one_of(name, KEPT_VARIABLES, true) && !is_one_of(name, FORWARDED_VARIABLES, true), "{name}");
        }
    }
}
