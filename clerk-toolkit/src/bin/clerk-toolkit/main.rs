//! The command line: Clerk's tools for any MCP client, for a look, for one call, and an instance to try them on.
//!
//! Nothing happens here but the reading of arguments and the wiring of what the library has. A command is a file of
//! `commands`, options that several of them share are files of `options`, and what edits other programs' files is in
//! `config`. Whatever cannot be meant ends the process with 2 before anything is served; whatever fails later with 1.

mod commands;
mod config;
mod failure;
mod options;
mod output;
mod signals;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;

/// A call makes and drops hundreds of small pieces of JSON, in which the system's allocator spends an eighth of it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Clerk's users, organizations and invitations as tools for AI agents.
#[derive(Debug, Parser)]
#[command(
    name = "clerk-toolkit",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "Without an account: clerk-toolkit call getUserCount --sandbox"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    match cli.command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// Says what clap has to say, help included, and nothing of a key that it quotes.
fn refuse(error: &clap::Error) -> ExitCode {
    let plain = error.to_string();
    let shown = output::without_keys(&plain);
    if shown == plain {
        error.exit();
    }
    output::note(shown.trim_end());
    ExitCode::from(2)
}
