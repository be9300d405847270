//! What is written down on standard error while a command runs.

use std::io;

use clap::{Args, ValueEnum};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// How much is logged.
#[derive(Debug, Args)]
pub(crate) struct LogOptions {
    /// How much to log on standard error; from `info` on with what a client sends, arguments too
    #[arg(long = "log", help_heading = "Logging", value_name = "LEVEL", value_enum, default_value_t = Level::Warn)]
    level: Level,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Level {
    Off,
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl LogOptions {
    /// Logs from here on.
    ///
    /// Only the protocol is logged beyond warnings: what HTTP clients and TLS log further down is bytes on the wire, the
    /// key's among them. And of the protocol nothing below `info`: what a client gets wrong, cancels or does not wait for
    /// are warnings and errors to rmcp, but the client's own affair.
    pub(crate) fn start(&self) {
        let level = match self.level {
            Level::Off => LevelFilter::OFF,
            Level::Error => LevelFilter::ERROR,
            Level::Warn => LevelFilter::WARN,
            Level::Info => LevelFilter::INFO,
            Level::Debug => LevelFilter::DEBUG,
            Level::Trace => LevelFilter::TRACE,
        };
        let targets = Targets::new()
            .with_default(level.min(LevelFilter::WARN))
            .with_target("rmcp", if level >= LevelFilter::INFO { level } else { LevelFilter::OFF })
            .with_target("clerk_toolkit", level);
        tracing_subscriber::registry()
            .with(tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(false).log_internal_errors(false))
            .with(targets)
            .init();
    }
}
