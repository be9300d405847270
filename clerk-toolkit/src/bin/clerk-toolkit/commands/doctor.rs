//! `clerk-toolkit doctor`: what is wrong with the set-up, and what to do about it.
//!
//! Each file of `doctor` is one group of checks. A check adds its findings to the report and never stops the others.

mod clients;
mod clock;
mod instance;
mod key;
mod reach;
mod remote;
mod report;
mod source;

use clap::Args;
use clerk_toolkit::ClerkClient;

use self::report::Report;
use self::source::Source;
use super::runtime;
use crate::failure::Failure;
use crate::options::{Instance, InstanceOptions, SECRET_KEY};
use crate::output;

#[derive(Debug, Args)]
#[command(
    after_help = "It checks the instance of CLERK_SECRET_KEY and those that the entries of MCP clients use, or only the \
                  instance of the options. It sends two or three GET requests to each and changes nothing. It never \
                  prints a secret.\n\n\
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
        runtime()?.block_on(check(&self.instance, &mut report));
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

/// Checks the instance of the options; or, without options, those of the environment and of the entries. Then checks the
/// entries.
async fn check(options: &InstanceOptions, report: &mut Report) {
    let files = clients::read();
    // With options, the user asks about that one instance.
    let is_asked = options.is_given();
    let mut own: Vec<(&Source, String)> = Vec::new();
    for (source, place) in files.iter().flat_map(|file| file.sources()) {
        if source.is_complete() && !own.iter().any(|(known, _)| known.is_same(source)) {
            own.push((source, place));
        }
    }
    if is_asked || std::env::var_os(SECRET_KEY).is_some() || own.is_empty() {
        examine(options, report).await;
    } else {
        report.warning(
            "key",
            "there is no secret key in this environment; the entries below bring their own",
            "For commands that you run yourself, such as `clerk-toolkit call`, set CLERK_SECRET_KEY, or give \
             --secret-key-file FILE or --sandbox.",
        );
    }
    if !is_asked {
        for (source, place) in own {
            source.examine(&place, report).await;
        }
    }
    clients::check(&files, !is_asked, report).await;
}

/// Checks one instance.
async fn examine(options: &InstanceOptions, report: &mut Report) {
    let usable = key::check(options, report);
    let opened = match usable {
        true => options.connect().await,
        false => options.without_key().map(|client| Instance { client, sandbox: None }),
    };
    match opened {
        Ok(Instance { client, sandbox: _running }) => probe(&client, usable, report).await,
        Err(failure) => {
            let text = failure.text();
            match ["certificates", "_PROXY", "_proxy"].iter().any(|word| text.contains(word)) {
                true => report.problem("reach", text, "Correct the variable, or install what is missing."),
                false => report.problem("address", text, "Correct --api-url or CLERK_API_URL, or remove it."),
            }
        }
    }
}

/// Checks the server that a client talks to, and its key if there is one.
async fn probe(client: &ClerkClient, has_key: bool, report: &mut Report) {
    if let Some(response) = reach::check(client.base_url(), report).await {
        clock::check(&response, report);
        if has_key {
            instance::check(client, report).await;
        }
    }
}
