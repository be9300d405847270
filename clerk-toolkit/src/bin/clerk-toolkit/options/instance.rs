//! Which Clerk instance, and its key.

use std::convert::Infallible;
use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use clerk_toolkit::ClerkClient;
use clerk_toolkit::client::ClerkClientBuilder;
use clerk_toolkit::sandbox::Sandbox;
use secrecy::SecretString;

use crate::failure::Failure;
use crate::output;

/// What holds the secret key, where no option says where it is.
pub(crate) const SECRET_KEY: &str = "CLERK_SECRET_KEY";

/// What says where the API is, where no option does.
pub(crate) const API_URL: &str = "CLERK_API_URL";

/// What says which version of the API is spoken; there is no option for it.
pub(crate) const API_VERSION: &str = "CLERK_API_VERSION";

/// The version of the API without that variable.
const DEFAULT_VERSION: &str = "v1";

/// A key of the right form, for what asks for a client and sends no request.
const UNUSED_KEY: &str = "sk_test_unused";

/// More than any key has, in bytes.
const KEY_FILE_LIMIT: u64 = 4096;

/// The instance that tools work on.
#[derive(Debug, Args)]
#[command(next_help_heading = "Instance")]
pub(crate) struct InstanceOptions {
    /// Read the instance's secret key from a file; by default it is in CLERK_SECRET_KEY
    #[arg(long, value_name = "FILE", conflicts_with_all = ["secret_key", "sandbox"])]
    secret_key_file: Option<PathBuf>,

    /// The instance's secret key itself, which other processes can read off the command line
    #[arg(long, alias = "sk", value_name = "KEY", value_parser = secret, conflicts_with = "sandbox")]
    secret_key: Option<SecretString>,

    /// Where Clerk's API is; by default CLERK_API_URL, or https://api.clerk.com
    #[arg(long, value_name = "URL", conflicts_with = "sandbox")]
    api_url: Option<String>,

    /// Use an instance in memory with some people in it, which ends with the command and needs no key
    #[arg(long)]
    sandbox: bool,
}

/// A client, and the sandbox that it talks to if it does.
pub(crate) struct Instance {
    pub(crate) client: ClerkClient,
    /// It ends when this is dropped.
    pub(crate) sandbox: Option<Sandbox>,
}

/// A value that is never shown.
pub(crate) fn secret(text: &str) -> Result<SecretString, Infallible> {
    Ok(text.into())
}

impl InstanceOptions {
    /// The instance; a sandbox is started. No request is sent.
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

    /// What the environment says, and these options instead where they say something; of the key nothing.
    fn configured(&self) -> Result<ClerkClientBuilder, Failure> {
        let client = ClerkClientBuilder::from_env()?;
        Ok(match &self.api_url {
            Some(url) => client.api_url(url),
            None => client,
        })
    }

    /// A client with the key in the file; else with that one; else with that in the environment; else with another.
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

    /// Whether they name a sandbox or a key file, and so nothing else has to hold a key.
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

    /// The key on the command line or in the environment.
    ///
    /// # Errors
    /// Where there is none.
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

    /// A client with these options and this environment, of which no request is meant to be sent: it checks them where
    /// the key may come later.
    pub(crate) fn checked(&self, key: Option<&SecretString>) -> Result<ClerkClient, Failure> {
        if self.sandbox {
            return unused_client();
        }
        self.with_key(self.configured()?, key, || Ok(UNUSED_KEY.into()))
    }

    /// The version of the API that the environment asks for, if it is another than the usual one.
    pub(crate) fn api_version(&self) -> Option<String> {
        self.variable(API_VERSION).filter(|version| version != DEFAULT_VERSION)
    }

    /// What the environment says, unless a sandbox leaves it aside; [`checked`](Self::checked) refuses what is not
    /// Unicode.
    fn variable(&self, name: &str) -> Option<String> {
        env::var(name).ok().filter(|_| !self.sandbox)
    }

    /// These options as they are written on a command line that may run in another folder and with another environment;
    /// never the key itself.
    pub(crate) fn arguments(&self) -> Result<Vec<String>, Failure> {
        // Taken apart, so that an option that is added is not forgotten here.
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

/// A client for what asks for one and sends no request.
pub(crate) fn unused_client() -> Result<ClerkClient, Failure> {
    Ok(ClerkClient::builder().secret_key(UNUSED_KEY).build()?)
}

fn warn_of_given_key() {
    output::note(
        "warning: other processes can read --secret-key off the command line; CLERK_SECRET_KEY and --secret-key-file \
         keep it to this one",
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

/// The key in a file, without the line end that most editors put there.
fn read_key(path: &Path) -> Result<SecretString, Failure> {
    let cannot =
        |problem: &dyn std::fmt::Display| Failure::usage(format_args!("cannot read a key from {path:?}: {problem}"));
    let mut text = String::new();
    let file = File::open(path).map_err(|error| cannot(&error))?;
    file.take(KEY_FILE_LIMIT + 1).read_to_string(&mut text).map_err(|error| cannot(&error))?;
    match text.trim() {
        "" => Err(cannot(&"it is empty")),
        _ if text.len() as u64 > KEY_FILE_LIMIT => Err(cannot(&"it is longer than a key")),
        key => Ok(key.into()),
    }
}
