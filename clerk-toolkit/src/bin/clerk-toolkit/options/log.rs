//! What a command logs on standard error.

use clap::{Args, ValueEnum};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::output;

/// How much is logged.
#[derive(Debug, Args)]
pub(crate) struct LogOptions {
    /// How much to log on standard error; `info`, `debug` and `trace` show what a client sends, arguments included
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
    /// Starts to log.
    ///
    /// Beyond warnings, only the protocol is logged: HTTP clients and TLS log bytes on the wire, which include the key. The
    /// protocol is logged from `info` on only: rmcp logs a client's own mistakes and cancellations as warnings and errors,
    /// and they are not the server's.
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
            .with(
                tracing_subscriber::fmt::layer()
                    .with_writer(|| output::Log)
                    .with_ansi(false)
                    .log_internal_errors(false),
            )
            .with(targets)
            .init();
    }
}
