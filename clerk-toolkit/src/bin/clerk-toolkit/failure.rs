//! How a command ends that does not end well.

use std::fmt;
use std::io;
use std::process::ExitCode;

use clerk_toolkit::ClerkError;
use clerk_toolkit::mcp::McpError;
use clerk_toolkit::tool::PatternError;
use clerk_toolkit::toolkit::BuildError;

use crate::output;

/// Why a command did not do what it was asked to.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked for cannot be meant, or is not complete: exit code 2.
    Usage(String),
    /// It was tried, and failed: exit code 1.
    Failed(String),
    /// It failed, and what there is to say about that is on standard output: exit code 1.
    Told,
    /// Whoever read standard output has gone, which is no fault: exit code 0.
    ReaderGone,
}

impl Failure {
    /// Something that cannot be meant.
    pub(crate) fn usage(problem: impl fmt::Display) -> Self {
        Self::Usage(problem.to_string())
    }

    /// Something that was tried.
    pub(crate) fn failed(problem: impl fmt::Display) -> Self {
        Self::Failed(problem.to_string())
    }

    /// Says on standard error what is wrong, and with which code to exit.
    pub(crate) fn report(self) -> ExitCode {
        let (text, code) = match self {
            Self::Usage(text) => (text, 2),
            Self::Failed(text) => (text, 1),
            Self::Told => return ExitCode::from(1),
            Self::ReaderGone => return ExitCode::SUCCESS,
        };
        output::note(match code {
            2 => format!("error: {text}\n\nFor more information, try '--help'."),
            _ => format!("error: {text}"),
        });
        ExitCode::from(code)
    }
}

impl From<PatternError> for Failure {
    fn from(error: PatternError) -> Self {
        Self::usage(format_args!("{error}\n`clerk-toolkit tools` lists them all."))
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        Self::usage(error)
    }
}

impl From<ClerkError> for Failure {
    fn from(error: ClerkError) -> Self {
        match error {
            ClerkError::Config(_) => Self::usage(error),
            _ => Self::failed(error),
        }
    }
}

impl From<McpError> for Failure {
    fn from(error: McpError) -> Self {
        match error {
            McpError::Options(_) => Self::usage(error),
            McpError::Unprotected { .. } => {
                Self::usage(format_args!("{error} (--http-token, or CLERK_TOOLKIT_HTTP_TOKEN)"))
            }
            _ => Self::failed(error),
        }
    }
}

/// What the operating system would not do, other than writing to standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::failed(error)
    }
}
