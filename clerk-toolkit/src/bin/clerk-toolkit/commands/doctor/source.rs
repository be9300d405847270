//! Where the server of an entry gets its instance and its secret key from.

use clerk_toolkit::ClerkClient;
use clerk_toolkit::serde_json::Value;
use reqwest::Url;
use secrecy::SecretString;

use super::report::Report;
use super::{examine, key, probe};
use crate::commands::install::clients::{Client, Reference};
use crate::commands::install::{command_line, trust};
use crate::options::{API_URL, InstanceOptions, SECRET_KEY, is_this_machine};

/// What the entry says about the instance.
pub(super) enum Source {
    /// A sandbox.
    Sandbox(InstanceOptions),
    /// A key file.
    File(InstanceOptions),
    /// The entry contains the key.
    Written { key: SecretString, options: InstanceOptions },
    /// The environment of the client.
    Variable(String),
    /// The client asks for the key.
    Asked,
    /// Nothing.
    None,
    /// `mcp` refuses the arguments.
    Invalid(String),
}

impl Source {
    /// Reads an entry.
    pub(super) fn of(client: &Client, entry: &Value) -> Self {
        let options = match command_line::read(entry) {
            Ok(started) => started.instance,
            Err(problem) => return Self::Invalid(problem),
        };
        if options.is_sandbox() {
            return Self::Sandbox(options);
        }
        if options.key_file().is_some() {
            return Self::File(options);
        }
        if let Some(key) = options.given_key() {
            return Self::Written { key: key.clone(), options };
        }
        match (command_line::variable(entry, SECRET_KEY), client.reference) {
            (Some(text), Reference::Asked) if text.starts_with("${input:") => Self::Asked,
            (Some(text), Reference::Value(start, end)) => {
                match text.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)) {
                    Some(variable) => Self::Variable(variable.to_owned()),
                    None => Self::Written { key: text.into(), options },
                }
            }
            (Some(text), _) => Self::Written { key: text.into(), options },
            (None, _) => {
                let names = entry["env_vars"].as_array().into_iter().flatten();
                match names.into_iter().any(|name| name == SECRET_KEY || name["name"] == SECRET_KEY) {
                    true => Self::Variable(SECRET_KEY.to_owned()),
                    false => Self::None,
                }
            }
        }
    }

    /// Whether two entries are known to use the same instance.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Sandbox(_), Self::Sandbox(_)) => true,
            (Self::File(one), Self::File(other)) => {
                one.key_file() == other.key_file() && one.given_url() == other.given_url()
            }
            _ => false,
        }
    }

    /// Whether the entry itself says which instance the server uses, so that the client's environment does not matter.
    pub(super) fn is_complete(&self) -> bool {
        matches!(self, Self::Sandbox(_) | Self::File(_) | Self::Written { .. })
    }

    /// Whether its key would go to Clerk, to this machine, or to the address in this environment. Anybody can write another
    /// address into the file of a project.
    fn is_trusted(&self) -> bool {
        let options = match self {
            Self::Sandbox(_) => return true,
            Self::File(options) | Self::Written { options, .. } => options,
            Self::Variable(_) | Self::Asked | Self::None | Self::Invalid(_) => return false,
        };
        match options.given_url() {
            Some((API_URL, _)) | None => true,
            Some((_, url)) => trust::is_clerk(&url) || Url::parse(&url).is_ok_and(|url| is_this_machine(&url)),
        }
    }

    /// Checks the instance, as the server would use it. A key is not sent to an address that only the entry names.
    pub(super) async fn examine(&self, entry: &str, report: &mut Report) {
        match self {
            source if !source.is_trusted() => {}
            Self::Sandbox(options) | Self::File(options) => examine(options, report).await,
            Self::Written { key, options } => {
                if !key::check_form(key, entry, report) {
                    return;
                }
                let client = ClerkClient::builder().secret_key(key.clone()).allow_insecure_http(options.allows_http());
                let client = match options.given_url() {
                    Some((_, url)) => client.api_url(url),
                    None => client,
                };
                match client.build() {
                    Ok(client) => probe(&client, true, report).await,
                    Err(error) => report.problem("address", error, "Correct the address in the entry, or remove it."),
                }
            }
            Self::Variable(_) | Self::Asked | Self::None | Self::Invalid(_) => {}
        }
    }
}
