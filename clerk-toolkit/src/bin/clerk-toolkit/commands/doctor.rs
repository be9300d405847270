//! `clerk-toolkit doctor`: what is wrong with the set-up, and what to do about it.
//!
//! Each file of `doctor` is one group of checks. A check adds its findings to the report and never stops the others.

mod clients;
mod clock;
mod instance;
mod key;
mod reach;
mod report;

use clap::Args;

use self::report::Report;
use super::runtime;
use crate::failure::Failure;
use crate::options::{Instance, InstanceOptions};
use crate::output;

#[derive(Debug, Args)]
#[command(
    after_help = "It sends two or three GET requests to Clerk and changes nothing. It never prints a secret.\n\n\
                  Exit codes: 0 if there is no problem (warnings are allowed), 1 if there is one, 2 for usage errors.\n\n\
                  Examples:\n  \
                  clerk-toolkit doctor\n  \
                  clerk-toolkit doctor --secret-key-file ~/.clerk-key --json\n  \
                  clerk-toolkit doctor --sandbox"
)]
pub(crate) struct Doctor {
    #[command(flatten)]
    instance: InstanceOptions,

    /// Print the findings as JSON
    #[arg(long, help_heading = "Output")]
    json: bool,
}

impl Doctor {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let mut report = Report::default();
        runtime()?.block_on(examine(self.instance, &mut report));
        clients::check(&mut report);
        match self.json {
            true => output::json(&report)?,
            false => output::text(report.to_string())?,
        }
        match report.has_problem() {
            true => Err(Failure::Reported),
            false => Ok(()),
        }
    }
}

async fn examine(options: InstanceOptions, report: &mut Report) {
    let usable = key::check(&options, report);
    let opened = match usable {
        true => options.open().await,
        false => options.without_key().map(|client| Instance { client, sandbox: None }),
    };
    match opened {
        Ok(Instance { client, sandbox: _running }) => {
            if let Some(response) = reach::check(client.base_url(), report).await {
                clock::check(&response, report);
                if usable {
                    instance::check(&client, report).await;
                }
            }
        }
        Err(failure) => {
            report.problem("address", failure.text(), "Correct --api-url or CLERK_API_URL, or remove it.");
        }
    }
}
