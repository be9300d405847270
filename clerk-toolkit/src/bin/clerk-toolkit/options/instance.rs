//! Which Clerk instance, and its key.

use std::convert::Infallible;
use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use clerk_toolkit::ClerkClient;
use clerk_toolkit::client::ClerkClientBuilder;
use clerk_toolkit::sandbox::Sandbox;
use secrecy::SecretString;

use crate::failure::Failure;
use crate::output;

/// The variable that holds the secret key, if no option gives it.
pub(crate) const SECRET_KEY: &str = "CLERK_SECRET_KEY";

/// The variable that holds the API's address, if no option gives it.
pub(crate) const API_URL: &str = "CLERK_API_URL";

/// The variable that holds the API's version. There is no option for it.
pub(crate) const API_VERSION: &str = "CLERK_API_VERSION";

/// The API's version without that variable.
const DEFAULT_VERSION: &str = "v1";

/// A key of the right form, for a client that sends no request.
const UNUSED_KEY: &str = "sk_test_unused";

/// More bytes than any key has.
const KEY_FILE_LIMIT: u64 = 4096;

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
}

/// A client, and the sandbox it talks to, if any.
pub(crate) struct Instance {
    pub(crate) client: ClerkClient,
    /// The sandbox ends when this is dropped.
    pub(crate) sandbox: Option<Sandbox>,
}

/// A value that is never printed.
pub(crate) fn secret(text: &str) -> Result<SecretString, Infallible> {
    Ok(text.into())
}

impl InstanceOptions {
    /// The instance. This starts a sandbox if the options ask for one, and sends no request.
    pub(crate) async fn open(self) -> Result<Instance, Failure> {
        if self.sandbox {
            let sandbox = Sandbox::start()
                .await
                .map_err(|error| Failure::failed(format_args!("cannot start the sandbox: {error}")))?;
            let client = ClerkClient::builder().secret_key(sandbox.secret_key()).api_url(sandbox.url()).build()?;
            return Ok(Instance { client, sandbox: Some(sandbox) });
        }
        let client = self.configured()?;
        if self.secret_key.is_some() {
            warn_of_given_key();
        }
        let client = self.with_key(client, self.secret_key.as_ref(), || Err(no_key()))?;
        Ok(Instance { client, sandbox: None })
    }

    /// The settings of the environment, overridden by these options. The key of the options is not among them.
    fn configured(&self) -> Result<ClerkClientBuilder, Failure> {
        let client = ClerkClientBuilder::from_env()?;
        Ok(match &self.api_url {
            Some(url) => client.api_url(url),
            None => client,
        })
    }

    /// A client with the first key there is: in the file, `key`, in the environment, or `otherwise`.
    fn with_key(
        &self,
        client: ClerkClientBuilder,
        key: Option<&SecretString>,
        otherwise: impl FnOnce() -> Result<SecretString, Failure>,
    ) -> Result<ClerkClient, Failure> {
        let client = match (&self.secret_key_file, key) {
            (Some(path), _) => client.secret_key(read_key(path)?),
            (None, Some(key)) => client.secret_key(key.clone()),
            (None, None) if env::var_os(SECRET_KEY).is_none() => client.secret_key(otherwise()?),
            (None, None) => client,
        };
        Ok(client.build()?)
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
    /// If there is no key.
    pub(crate) fn key(&self) -> Result<SecretString, Failure> {
        if let Some(key) = &self.secret_key {
            warn_of_given_key();
            return Ok(key.clone());
        }
        match env::var_os(SECRET_KEY).map(OsString::into_string) {
            Some(Ok(key)) => Ok(key.into()),
            Some(Err(_)) => Err(Failure::usage("CLERK_SECRET_KEY is not Unicode")),
            None => Err(no_key()),
        }
    }

    /// The key in the file, on the command line, or else in the environment.
    ///
    /// # Errors
    /// If there is no key, or if the file cannot be read.
    pub(crate) fn any_key(&self) -> Result<SecretString, Failure> {
        match (&self.secret_key_file, &self.secret_key) {
            (Some(path), _) => read_key(path),
            (None, Some(key)) => Ok(key.clone()),
            (None, None) => self.key(),
        }
    }

    /// A client with a placeholder for the key, which knows the address.
    pub(crate) fn without_key(&self) -> Result<ClerkClient, Failure> {
        Ok(self.configured()?.secret_key(UNUSED_KEY).build()?)
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

    /// A client with these options and this environment, to check them. It must send no request, because the key may be a
    /// placeholder.
    pub(crate) fn checked(&self, key: Option<&SecretString>) -> Result<ClerkClient, Failure> {
        if self.sandbox {
            return unused_client();
        }
        self.with_key(self.configured()?, key, || Ok(UNUSED_KEY.into()))
    }

    /// The API's version in the environment, if it is not the default.
    pub(crate) fn api_version(&self) -> Option<String> {
        self.variable(API_VERSION).filter(|version| version != DEFAULT_VERSION)
    }

    /// A variable of the environment, which a sandbox ignores. [`checked`](Self::checked) refuses a value that is not
    /// Unicode.
    fn variable(&self, name: &str) -> Option<String> {
        env::var(name).ok().filter(|_| !self.sandbox)
    }

    /// These options in the form of a command line that may run in another folder and with another environment. The key
    /// itself is never among them.
    pub(crate) fn arguments(&self) -> Result<Vec<String>, Failure> {
        // The destructuring makes the compiler report an option that is not handled here.
        let Self { secret_key_file, secret_key: _, api_url, sandbox } = self;
        let mut arguments = Vec::new();
        if let Some(path) = secret_key_file {
            let path = std::path::absolute(path)?.into_os_string();
            let path = path.into_string().map_err(|path| Failure::usage(format_args!("{path:?} is not Unicode")))?;
            arguments.extend(["--secret-key-file".to_owned(), path]);
        }
        if let Some(url) = api_url.clone().or_else(|| self.variable(API_URL)) {
            arguments.extend(["--api-url".to_owned(), url.trim().to_owned()]);
        }
        if *sandbox {
            arguments.push("--sandbox".to_owned());
        }
        Ok(arguments)
    }
}

/// A client that sends no request.
pub(crate) fn unused_client() -> Result<ClerkClient, Failure> {
    Ok(ClerkClient::builder().secret_key(UNUSED_KEY).build()?)
}

fn warn_of_given_key() {
    output::note(
        "warning: other processes can read --secret-key from the command line; use CLERK_SECRET_KEY or \
         --secret-key-file instead",
    );
}

fn no_key() -> Failure {
    Failure::usage(
        "there is no secret key\n\
         Set CLERK_SECRET_KEY, or give --secret-key-file FILE, with a key from the API keys page of the Clerk \
         dashboard.\n\
         To try it without an account, give --sandbox.",
    )
}

/// The key in a file, without the line end that most editors add.
fn read_key(path: &Path) -> Result<SecretString, Failure> {
    let cannot =
        |problem: &dyn std::fmt::Display| Failure::usage(format_args!("cannot read a key from {path:?}: {problem}"));
    let mut text = String::new();
    let file = File::open(path).map_err(|error| cannot(&error))?;
    file.take(KEY_FILE_LIMIT + 1).read_to_string(&mut text).map_err(|error| cannot(&error))?;
    match text.trim() {
        "" => Err(cannot(&"it is empty")),
        _ if text.len() as u64 > KEY_FILE_LIMIT => {
            Err(cannot(&format_args!("it is longer than {KEY_FILE_LIMIT} bytes")))
        }
        key => Ok(key.into()),
    }
}
