//! `clerk-toolkit sandbox`: an instance to work against.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use clerk_toolkit::sandbox::{Sandbox as Server, Seed};
use clerk_toolkit::serde_json;

use super::runtime;
use crate::failure::Failure;
use crate::options::address;
use crate::{output, signals};

#[derive(Debug, Args)]
#[command(
    after_help = "It answers what the Backend API has on users, organizations, memberships and invitations, as Clerk \
                  does, and forgets everything when it ends. Everything one needs to work against it is printed."
)]
pub(crate) struct Sandbox {
    /// Where to listen: a port of this machine, or an address with a port; any free port by default
    #[arg(long, value_name = "ADDR", value_parser = address)]
    listen: Option<SocketAddr>,

    /// Start with the users, organizations and invitations of a JSON file, instead of some to try things on
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,

    /// Start with nobody
    #[arg(long, conflicts_with = "seed")]
    empty: bool,
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
                    Failure::usage(format_args!("the seed contradicts itself: {error}"))
                }
                _ => Failure::failed(format_args!("cannot start the sandbox: {error}")),
            })?;
            output::text(introduction(&sandbox))?;
            end.await;
            Ok(())
        })
    }
}

/// What one needs to know to work against it.
fn introduction(sandbox: &Server) -> String {
    let (url, secret, publishable) = (sandbox.url(), sandbox.secret_key(), sandbox.publishable_key());
    format!(
        "A Clerk instance in memory, until Ctrl-C.\n\n\
         URL              {url}\n\
         secret key       {secret}\n\
         publishable key  {publishable}\n\n\
         export CLERK_API_URL={url}\n\
         export CLERK_SECRET_KEY={secret}\n\
         export CLERK_PUBLISHABLE_KEY={publishable}\n"
    )
}

fn read_seed(path: &Path) -> Result<Seed, Failure> {
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::usage(format_args!("cannot read the seed {path:?}: {error}")))?;
    serde_json::from_str(&text).map_err(|error| Failure::usage(format_args!("{path:?} is no seed: {error}")))
}
