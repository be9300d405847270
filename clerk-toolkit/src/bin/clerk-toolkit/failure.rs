//! How a command ends if it does not succeed.

use std::fmt;
use std::io;
use std::process::ExitCode;

use clerk_toolkit::ClerkError;
use clerk_toolkit::mcp::McpError;
use clerk_toolkit::tool::PatternError;
use clerk_toolkit::toolkit::{BuildError, HiddenReason, HiddenTool};

use crate::options::of_category;
use crate::output;

/// Why a command did not do what it was asked to do.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments or the environment are wrong or incomplete: exit code 2.
    Usage(String),
    /// The command started and failed: exit code 1.
    Failed(String),
    /// The command failed, and standard output already says why: exit code 1.
    Reported,
    /// The reader of standard output is gone, which is not an error: exit code 0.
    ReaderGone,
}

impl Failure {
    /// A usage error.
    pub(crate) fn usage(problem: impl fmt::Display) -> Self {
        Self::Usage(problem.to_string())
    }

    /// A runtime error.
    pub(crate) fn failed(problem: impl fmt::Display) -> Self {
        Self::Failed(problem.to_string())
    }

    /// The message, or an empty text if there is nothing to print.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Usage(text) | Self::Failed(text) => text,
            Self::Reported | Self::ReaderGone => "",
        }
    }

    /// Prints the error to standard error, and returns the exit code.
    pub(crate) fn report(self) -> ExitCode {
        let (text, code) = match self {
            Self::Usage(text) => (text, 2),
            Self::Failed(text) => (text, 1),
            Self::Reported => return ExitCode::from(1),
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
        // `call TOOL -t PATTERN name=value`
        let misplaced = match error.pattern().contains('=') {
            true => "\n--tools takes all words after it: write the arguments of a call before it.",
            false => "",
        };
        let category = match error.suggestion() {
            None => of_category(error.pattern()),
            Some(_) => String::new(),
        };
        Self::usage(format_args!("{error}{misplaced}\n{category}`clerk-toolkit tools '*'` lists all tools."))
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::NothingOffered { hidden } => {
                let reasons: Vec<_> =
                    hidden.iter().map(|tool| format!("`{}` {}", tool.name(), excluded(tool))).collect();
                Self::usage(format_args!("the toolkit has no tool to offer: {}", reasons.join(", ")))
            }
            BuildError::Client(error) => error.into(),
            error => Self::usage(error),
        }
    }
}

/// Why a tool is not offered, with the option that decides it. The text continues the tool's name.
pub(crate) fn excluded(tool: &HiddenTool) -> String {
    match tool.reason() {
        HiddenReason::ReadOnly(effect) => format!("is excluded by --read-only, because its effect is `{effect}`"),
        HiddenReason::Argument(argument) => {
            format!("needs `{argument}`, which is private metadata: add --allow-private-metadata")
        }
        reason => reason.to_string(),
    }
}

impl From<ClerkError> for Failure {
    fn from(error: ClerkError) -> Self {
        match error {
            ClerkError::Config(problem) => Self::Usage(problem),
            _ => Self::failed(error),
        }
    }
}

impl From<McpError> for Failure {
    fn from(error: McpError) -> Self {
        match error {
            McpError::Options(_) => Self::usage(error),
            _ => Self::failed(error),
        }
    }
}

/// An error of the operating system that is not about writing to standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::failed(error)
    }
}
