//! Why there is no toolkit: found when it is built, before a model is asked.

use super::hidden::HiddenTool;
use crate::client::ClerkError;
use crate::tool::Access;
use crate::tool::schema::NotPortable;

/// Why there is no toolkit.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Tools borrow values that the toolkit was not given.
    #[error("{}; add it with `.state(…)`, or for `AuthContext` with `.auth_context(…)`", list(.missing))]
    MissingState {
        /// Each tool's name with the full name of the type that it borrows.
        missing: Vec<(&'static str, &'static str)>,
    },
    /// A session was given as state, where it would scope nothing.
    #[error("a session is not state: give it with `.auth_context(…)`, so that the tools are bound to it")]
    SessionAsState,
    /// The toolkit acts for a session, and a tool whose `access` is a person's own is not bound to it.
    #[error("the tool `{tool}` has `access = {}`, and {problem}", .access.as_str())]
    Unbound {
        /// The tool's name.
        tool: &'static str,
        /// What the tool says of itself.
        access: Access,
        /// How that does not fit its parameters, and what would.
        problem: &'static str,
    },
    /// A tool's arguments have a schema that not every provider takes.
    #[error("the arguments of `{tool}` have no portable schema: {problem}")]
    Schema {
        /// The tool's name.
        tool: &'static str,
        /// What is not portable, and where.
        problem: NotPortable,
    },
    /// Every tool of the map is left out.
    #[error("no tool is left to offer: {}", reasons(.hidden))]
    NothingOffered {
        /// The tools, and why each is left out.
        hidden: Vec<HiddenTool>,
    },
    /// There is no client.
    #[error(transparent)]
    Client(#[from] ClerkError),
}

fn list(missing: &[(&str, &str)]) -> String {
    missing.iter().map(|(tool, state)| format!("the tool `{tool}` borrows a `{state}`")).collect::<Vec<_>>().join(", ")
}

fn reasons(hidden: &[HiddenTool]) -> String {
    hidden.iter().map(|tool| format!("`{}` {}", tool.name(), tool.reason())).collect::<Vec<_>>().join(", ")
}
