//! Which Clerk instance, and its key.

use std::env;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use clerk_toolkit::client::ClerkClientBuilder;
use clerk_toolkit::sandbox::Sandbox;
use clerk_toolkit::{ClerkClient, ClerkError};
use reqwest::Url;
use secrecy::SecretString;

use super::address::is_this_machine;
use super::key::{self, SECRET_KEY, secret};
use crate::failure::Failure;
use crate::output;

/// The variable that holds the API's address, if no option gives it.
pub(crate) const API_URL: &str = "CLERK_API_URL";

/// The variable that holds the API's version. There is no option for it.
pub(crate) const API_VERSION: &str = "CLERK_API_VERSION";

/// The API's version without that variable.
const DEFAULT_VERSION: &str = "v1";

/// A key of the right form, for a client that sends no request.
const UNUSED_KEY: &str = "sk_test_unused";

/// The instance that tools work on.
#[derive(Debug, Args)]
#[command(next_help_heading = "Instance")]
pub(crate) struct InstanceOptions {
    /// Read the instance's secret key from a file; by default it is in CLERK_SECRET_KEY
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["secret_key", "sandbox"])]
    secret_key_file: Option<PathBuf>,

    /// The instance's secret key itself; other processes can read it from the command line
    #[arg(long, alias = "sk", value_name = "KEY", value_parser = secret, conflicts_with = "sandbox")]
    secret_key: Option<SecretString>,

    /// The address of Clerk's API; by default CLERK_API_URL, or https://api.clerk.com
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, conflicts_with = "sandbox")]
    api_url: Option<String>,

    /// Use a Clerk instance in memory with demo users; it needs no key and ends with the command
    #[arg(long)]
    sandbox: bool,

    /// Allow plain http to another machine, which sends everything in cleartext
    #[arg(long)]
    allow_http: bool,
}

/// A client, and the sandbox it talks to, if any.
pub(crate) struct Instance {
    pub(crate) client: ClerkClient,
    /// The sandbox ends when this is dropped.
    pub(crate) sandbox: Option<Sandbox>,
}

impl InstanceOptions {
    /// The instance. This starts a sandbox if the options ask for one, sends no request, and warns if others can read the
    /// key.
    pub(crate) async fn open(&self) -> Result<Instance, Failure> {
        let instance = self.connect().await?;
        self.warn_of_key();
        Ok(instance)
    }

    /// The same without warnings.
    pub(crate) async fn connect(&self) -> Result<Instance, Failure> {
        if self.sandbox {
            let sandbox = Sandbox::start()
                .await
                .map_err(|error| Failure::failed(format_args!("cannot start the sandbox: {error}")))?;
            let client = ClerkClient::builder().secret_key(sandbox.secret_key()).api_url(sandbox.url()).build()?;
            return Ok(Instance { client, sandbox: Some(sandbox) });
        }
        let key = self.any_key()?;
        let client = self.built(self.configured()?.secret_key(key))?;
        Ok(Instance { client, sandbox: None })
    }

    /// The settings of the environment, overridden by these options. The key of the options is not among them.
    fn configured(&self) -> Result<ClerkClientBuilder, Failure> {
        let client = ClerkClientBuilder::from_env()?.allow_insecure_http(self.allow_http);
        self.check_cleartext()?;
        Ok(match &self.api_url {
            Some(url) => client.api_url(url),
            None => client,
        })
    }

    /// The client.
    fn built(&self, client: ClerkClientBuilder) -> Result<ClerkClient, Failure> {
        client.build().map_err(|error| self.refused(error))
    }

    /// The library knows no options, so errors about the address get the name of the option here.
    fn refused(&self, error: ClerkError) -> Failure {
        match error {
            ClerkError::Config(problem) if self.api_url.is_some() && problem.starts_with("the API URL") => {
                Failure::usage(format_args!("--api-url: {problem}"))
            }
            error => error.into(),
        }
    }

    /// Refuses plain http to another machine, unless the options allow it.
    fn check_cleartext(&self) -> Result<(), Failure> {
        let Some((origin, text)) = self.given_url() else {
            return Ok(());
        };
        // A text that is not a URL is refused when the client is built.
        match Url::parse(text.trim()) {
            Ok(url) if url.scheme() == "http" && !is_this_machine(&url) => {}
            _ => return Ok(()),
        }
        if self.allow_http {
            output::note(format_args!(
                "warning: {origin} is plain http to another machine, which sends the secret key in cleartext"
            ));
            return Ok(());
        }
        Err(Failure::usage(format_args!(
            "{origin} is plain http to another machine, which would send the secret key in cleartext\n\
             Use https, or give --allow-http if you trust the network."
        )))
    }

    /// The address of the API, and the option or the variable that gives it.
    pub(crate) fn given_url(&self) -> Option<(&'static str, String)> {
        match &self.api_url {
            Some(url) => Some(("--api-url", url.clone())),
            None => Some((API_URL, self.variable(API_URL)?)),
        }
    }

    /// Whether any of the options is given.
    pub(crate) fn is_given(&self) -> bool {
        self.need_no_key() || self.secret_key.is_some() || self.api_url.is_some()
    }

    /// Whether plain http to another machine is allowed.
    pub(crate) fn allows_http(&self) -> bool {
        self.allow_http
    }

    /// Warns if other accounts or processes of this machine can read the key.
    fn warn_of_key(&self) {
        if self.secret_key.is_some() {
            output::note(
                "warning: other processes can read --secret-key from the command line; use CLERK_SECRET_KEY or \
                 --secret-key-file instead",
            );
        }
        if let Some((path, mode)) = self.key_file().and_then(|path| Some((path, key::shared_mode(path)?))) {
            output::note(format_args!(
                "warning: other accounts of this machine can use the key in {path:?} (its mode is {mode}); run: chmod \
                 600 {}",
                output::shell_word(path)
            ));
        }
    }

    /// Whether the options name a sandbox or a key file, so that no other place must hold a key.
    pub(crate) fn need_no_key(&self) -> bool {
        self.sandbox || self.secret_key_file.is_some()
    }

    /// The file that holds the key.
    pub(crate) fn key_file(&self) -> Option<&Path> {
        self.secret_key_file.as_deref()
    }

    /// The key on the command line.
    pub(crate) fn given_key(&self) -> Option<&SecretString> {
        self.secret_key.as_ref()
    }

    /// The key on the command line, or else in the environment.
    ///
    /// # Errors
    /// If there is no key, or if it is something else.
    pub(crate) fn key(&self) -> Result<SecretString, Failure> {
        match &self.secret_key {
            Some(key) => {
                self.warn_of_key();
                key::from_option(key)
            }
            None => key::from_variable()?.ok_or_else(key::missing),
        }
    }

    /// The key in the file, on the command line, or else in the environment.
    ///
    /// # Errors
    /// If there is no key, or if it is something else, or if the file cannot be read.
    pub(crate) fn any_key(&self) -> Result<SecretString, Failure> {
        match (&self.secret_key_file, &self.secret_key) {
            (Some(path), _) => key::from_file(path),
            (None, Some(key)) => key::from_option(key),
            (None, None) => key::from_variable()?.ok_or_else(key::missing),
        }
    }

    /// A client with a placeholder for the key, which knows the address.
    pub(crate) fn without_key(&self) -> Result<ClerkClient, Failure> {
        self.built(self.configured()?.secret_key(UNUSED_KEY))
    }

    /// The place that the key comes from, as people write it.
    pub(crate) fn key_origin(&self) -> String {
        match (&self.secret_key_file, &self.secret_key) {
            _ if self.sandbox => "the sandbox".to_owned(),
            (Some(path), _) => path.display().to_string(),
            (None, Some(_)) => "--secret-key".to_owned(),
            (None, None) => SECRET_KEY.to_owned(),
        }
    }

    /// Whether the options ask for a sandbox.
    pub(crate) fn is_sandbox(&self) -> bool {
        self.sandbox
    }

    /// Checks these options and this environment. No client is created, so neither a proxy nor CA certificates are needed.
    pub(crate) fn check(&self, key: Option<&SecretString>) -> Result<(), Failure> {
        if self.sandbox {
            return Ok(());
        }
        let key = match (key, &self.secret_key_file) {
            (Some(key), _) => key.clone(),
            (None, Some(path)) => key::from_file(path)?,
            (None, None) => key::from_variable()?.unwrap_or_else(|| UNUSED_KEY.into()),
        };
        if self.secret_key_file.is_some() {
            self.warn_of_key();
        }
        self.configured()?.secret_key(key).check().map_err(|error| self.refused(error))
    }

    /// The API's version in the environment, if it is not the default.
    pub(crate) fn api_version(&self) -> Option<String> {
        self.variable(API_VERSION).filter(|version| version != DEFAULT_VERSION)
    }

    /// A variable of the environment, which a sandbox ignores. [`check`](Self::check) refuses a value that is not
    /// Unicode.
    fn variable(&self, name: &str) -> Option<String> {
        env::var(name).ok().filter(|_| !self.sandbox)
    }

    /// These options in the form of a command line that may run in another folder and with another environment. The key
    /// itself is never among them.
    pub(crate) fn arguments(&self) -> Result<Vec<String>, Failure> {
        // The destructuring makes the compiler report an option that is not handled here.
        let Self { secret_key_file, secret_key: _, api_url: _, sandbox, allow_http } = self;
        let mut arguments = Vec::new();
        if let Some(path) = secret_key_file {
            let path = std::path::absolute(path)?.into_os_string();
            let path = path.into_string().map_err(|path| Failure::usage(format_args!("{path:?} is not Unicode")))?;
            arguments.extend(["--secret-key-file".to_owned(), path]);
        }
        if let Some((_, url)) = self.given_url() {
            arguments.extend(["--api-url".to_owned(), url.trim().to_owned()]);
        }
        if *allow_http && !*sandbox {
            arguments.push("--allow-http".to_owned());
        }
        if *sandbox {
            arguments.push("--sandbox".to_owned());
        }
        Ok(arguments)
    }
}
