//! `clerk-toolkit sandbox`: a Clerk instance in memory to work against.

mod contents;

pub(super) use self::contents::for_models;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use clerk_toolkit::sandbox::{Sandbox as Server, Seed};

use super::runtime;
use crate::failure::Failure;
use crate::input::{self, Accept};
use crate::options::address;
use crate::{output, signals};

/// The document about the format of a seed.
const SEED_FORMAT: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/clerk-toolkit/docs/sandbox.md");

/// More bytes than a seed needs.
const SEED_LIMIT: u64 = 64 * 1024 * 1024;

#[derive(Debug, Args)]
#[command(after_help = after_help())]
pub(crate) struct Sandbox {
    /// The address to listen at: a port of this machine, or an address with a port; any free port by default
    #[arg(long, value_name = "ADDR", value_parser = address)]
    listen: Option<SocketAddr>,

    /// Start with the users, organizations and invitations of a JSON file instead of the demo data
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    seed: Option<PathBuf>,

    /// Start without users, organizations and invitations
    #[arg(long, conflicts_with = "seed")]
    empty: bool,
}

fn after_help() -> String {
    format!(
        "The sandbox implements the operations of the Backend API on users, organizations, memberships and invitations, \
         with Clerk's rules. It forgets everything when it ends. It prints its address, its keys and what it contains.\n\n\
         The format of a seed is documented at {SEED_FORMAT}\n\n\
         Examples:\n  \
         clerk-toolkit sandbox\n  \
         clerk-toolkit sandbox --listen 8080 --seed seed.json"
    )
}

impl Sandbox {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let mut builder = Server::builder();
        if let Some(address) = self.listen {
            builder = builder.listen(address);
        }
        if let Some(path) = &self.seed {
            builder = builder.seed(read_seed(path)?);
        }
        if self.empty {
            builder = builder.empty();
        }
        runtime()?.block_on(async {
            let end = signals::end()?;
            let sandbox = builder.start().await.map_err(|error| match error.kind() {
                std::io::ErrorKind::InvalidInput => {
                    Failure::usage(format_args!("the seed has a mistake: {error}\nIts format: {SEED_FORMAT}"))
                }
                std::io::ErrorKind::AddrInUse => Failure::failed(format_args!(
                    "cannot start the sandbox: another program already listens at {}\nChoose another port with --listen, or \
                     omit it for any free port.",
                    self.listen.map(|address| address.to_string()).unwrap_or_default()
                )),
                _ => match self.listen {
                    Some(address) => Failure::failed(format_args!("cannot start the sandbox at {address}: {error}")),
                    None => Failure::failed(format_args!("cannot start the sandbox: {error}")),
                },
            })?;
            output::text(introduction(&sandbox))?;
            end.await;
            Ok(())
        })
    }
}

/// What a person needs to work against it.
fn introduction(sandbox: &Server) -> String {
    let (url, secret, publishable) = (sandbox.url(), sandbox.secret_key(), sandbox.publishable_key());
    let contents = contents::describe(&sandbox.summary());
    format!(
        "A Clerk instance in memory, until Ctrl-C.\n\n\
         URL              {url}\n\
         secret key       {secret}\n\
         publishable key  {publishable}\n\n\
         {contents}\n\
         To start with other data, use --seed FILE. Its format: {SEED_FORMAT}\n\n\
         To work against it, run in another terminal:\n\n\
         export CLERK_API_URL={url}\n\
         export CLERK_SECRET_KEY={secret}\n\
         export CLERK_PUBLISHABLE_KEY={publishable}\n\
         clerk-toolkit call getUserCount\n"
    )
}

fn read_seed(path: &Path) -> Result<Seed, Failure> {
    let text = input::file(path, SEED_LIMIT, Accept::FilesAndPipes)
        .map_err(|problem| Failure::usage(format_args!("cannot read the seed {path:?}: {problem}")))?;
    Seed::from_json(&text)
        .map_err(|error| Failure::usage(format_args!("{path:?} is not a seed: {error}\nIts format: {SEED_FORMAT}")))
}
