//! A server that another process or machine runs, and that the client connects to.

use std::env::{self, VarError};

use clap::Args;
use reqwest::Url;
use secrecy::SecretString;

use super::clients::{Client, Reference, RemoteForm};
use crate::failure::Failure;
use crate::options::is_this_machine;
use crate::output;

#[derive(Debug, Args)]
#[command(next_help_heading = "Remote server")]
pub(super) struct RemoteOptions {
    /// Connect to the Streamable HTTP server at this address instead of starting a server
    #[arg(
        long,
        value_name = "URL",
        conflicts_with_all = ["ToolOptions", "secret_key_file", "secret_key", "api_url", "sandbox", "write_secret_key"]
    )]
    url: Option<String>,

    /// The environment variable that holds the bearer token; the entry refers to it
    #[arg(long, value_name = "VARIABLE", requires = "url")]
    bearer_env: Option<String>,

    /// Send a header whose value an environment variable holds, such as X-Team=TEAM; may be repeated
    #[arg(long = "header", value_name = "NAME=VARIABLE", requires = "url")]
    headers: Vec<String>,

    /// Write the token and the values of the headers into the file, from their variables
    #[arg(long, requires = "url")]
    write_token: bool,
}

/// A remote server, in the form of a client.
pub(super) struct Remote {
    pub(super) form: RemoteForm,
    pub(super) url: String,
    pub(super) headers: Vec<Header>,
}

/// A header of every request.
pub(super) struct Header {
    pub(super) name: String,
    /// Whether it is the bearer token.
    pub(super) bearer: bool,
    pub(super) value: HeaderValue,
}

/// How an entry gives the value of a header.
pub(super) enum HeaderValue {
    /// The entry contains it.
    Written(SecretString),
    /// By a text that the client replaces with the value.
    Reference(String),
    /// By the name of the variable, in a key for that purpose.
    Named(String),
    /// The client asks for it.
    Asked,
}

impl Header {
    /// The text before the value.
    pub(super) fn prefix(&self) -> &'static str {
        if self.bearer { "Bearer " } else { "" }
    }
}

impl RemoteOptions {
    /// Whether the entry is to connect to a remote server.
    pub(super) fn is_given(&self) -> bool {
        self.url.is_some()
    }

    /// Whether the file will contain a token.
    pub(super) fn writes_token(&self) -> bool {
        self.write_token
    }

    /// The variables that the client must have.
    pub(super) fn variables(&self) -> Vec<&str> {
        if self.write_token {
            return Vec::new();
        }
        let headers = self.headers.iter().filter_map(|header| Some(header.split_once('=')?.1));
        self.bearer_env.as_deref().into_iter().chain(headers).collect()
    }

    /// The server, if an address was given.
    ///
    /// # Errors
    /// If the address, a header or a variable is not valid, or the client cannot use it.
    pub(super) fn remote(&self, client: &Client, allow_http: bool) -> Result<Option<Remote>, Failure> {
        let Some(url) = &self.url else {
            return Ok(None);
        };
        let Some(form) = client.remote else {
            return Err(Failure::usage(format_args!(
                "the configuration file of {} cannot name a remote server\n\
                 Add the address as a custom connector in its settings, or install a bridge such as `mcp-remote` there.",
                client.title
            )));
        };
        let url = checked_url(url, allow_http)?;
        client.check_argument(&url)?;
        let headers = self.checked_headers(client)?;
        if headers.is_empty() && self.write_token {
            return Err(Failure::usage("--write-token needs --bearer-env or --header"));
        }
        Ok(Some(Remote { form, url, headers }))
    }

    fn checked_headers(&self, client: &Client) -> Result<Vec<Header>, Failure> {
        let mut headers: Vec<Header> = Vec::new();
        if let Some(variable) = &self.bearer_env {
            // The value is not quoted: people put the token itself there.
            if variable.strip_prefix('$').is_some_and(is_variable) {
                return Err(Failure::usage("--bearer-env expects the name of a variable without `$`"));
            }
            if !is_variable(variable) {
                return Err(Failure::usage("--bearer-env expects the name of an environment variable, not the token"));
            }
            headers.push(Header {
                name: "Authorization".to_owned(),
                bearer: true,
                value: self.value(client, variable)?,
            });
        }
        for header in &self.headers {
            let (name, variable) = match header.split_once('=') {
                Some((name, variable)) if is_header_name(name) && is_variable(variable) => (name, variable),
                _ => {
                    return Err(Failure::usage(
                        "--header expects NAME=VARIABLE: the name of a header, and the name of the environment \
                         variable that holds its value",
                    ));
                }
            };
            if headers.iter().any(|known| known.name.eq_ignore_ascii_case(name)) {
                return Err(Failure::usage(format_args!("the header {name} is given twice")));
            }
            headers.push(Header { name: name.to_owned(), bearer: false, value: self.value(client, variable)? });
        }
        Ok(headers)
    }

    fn value(&self, client: &Client, variable: &str) -> Result<HeaderValue, Failure> {
        match client.reference {
            _ if self.write_token => written(variable),
            Reference::Value(start, end) => Ok(HeaderValue::Reference(format!("{start}{variable}{end}"))),
            Reference::Named => Ok(HeaderValue::Named(variable.to_owned())),
            Reference::Asked => Ok(HeaderValue::Asked),
            Reference::None => Err(Failure::usage(format_args!(
                "{} cannot refer to an environment variable in a header\n\
                 Give --write-token to write the value into the file, or leave out --bearer-env and --header.",
                client.title
            ))),
        }
    }
}

/// The address, if it is one that the entry may contain.
fn checked_url(text: &str, allow_http: bool) -> Result<String, Failure> {
    let url = Url::parse(text.trim()).map_err(|error| match text.contains("://") {
        true => Failure::usage(format_args!("--url is not a URL: {error}")),
        false => Failure::usage("--url is not a URL: add https:// before the address"),
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Failure::usage("--url contains a user name or a password: use --bearer-env or --header"));
    }
    match url.scheme() {
        "https" => {}
        "http" if is_this_machine(&url) => {}
        "http" if allow_http => {
            output::note("warning: with plain http, others can read the requests, the responses and the token");
        }
        "http" => {
            return Err(Failure::usage(
                "--url is plain http to another machine, which others can read: use https, or give --allow-http",
            ));
        }
        _ => return Err(Failure::usage("--url must start with https:// or http://")),
    }
    if url.path() == "/" {
        output::note("warning: the address in --url has no path; `clerk-toolkit mcp --http` serves at the path /mcp");
    }
    Ok(text.trim().to_owned())
}

/// The value of a variable, for the file.
fn written(variable: &str) -> Result<HeaderValue, Failure> {
    match env::var(variable) {
        Ok(value) if value.is_empty() => Err(Failure::usage(format_args!("{variable} is empty"))),
        Ok(value) if value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) => Ok(HeaderValue::Written(value.into())),
        Err(VarError::NotPresent) => Err(Failure::usage(format_args!("{variable} is not set"))),
        _ => Err(Failure::usage(format_args!("{variable} contains characters that a header cannot contain"))),
    }
}

fn is_variable(text: &str) -> bool {
    let word = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    word && text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
}

pub(super) fn is_header_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
