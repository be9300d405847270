//! What a tool is: its definition, arguments, output and errors, and sets of tools.
//!
//! Nothing here knows HTTP or Clerk. A tool is a [`Definition`]: `#[clerk_tool]` makes a constant one from a documented
//! function, and a [`DynamicTool`] makes one at run time. A [`Toolset`] is a constant set of tools that the compiler has
//! checked.
//!
//! A [`ClerkToolkit`](crate::ClerkToolkit) lists and calls tools, and applies a session and a policy to every call.

mod accept;
mod access;
mod argument_type;
mod arguments;
mod blocking;
mod check;
mod coerce;
mod definition;
mod dynamic;
mod effect;
mod endpoint;
mod error;
mod output;
mod parameter;
mod problem;
mod prompt;
mod result_ext;
mod retry;
pub mod schema;
mod state;
pub(crate) mod suggest;
mod toolset;
pub(crate) mod type_name;

pub use self::access::{Access, Subject};
pub use self::definition::{Definition, Tool};
pub use self::dynamic::{DynamicCall, DynamicTool, DynamicToolBuilder};
pub use self::effect::Effect;
pub use self::endpoint::Endpoint;
pub use self::error::ToolError;
pub use self::output::{IntoToolError, Output, ToolOutput};
pub use self::parameter::{Argument, Binding, Parameter};
pub use self::result_ext::ResultExt;
pub use self::state::Injectable;
pub use self::toolset::{PatternError, Toolset};

// A call in two steps, for the command line and for the tests of the macros. Applications call tools through a toolkit.
#[doc(hidden)]
pub use self::arguments::Arguments;
#[doc(hidden)]
pub use self::definition::ToolFuture;
#[doc(hidden)]
pub use self::state::{Requirement, State};

// For the floors above, and for types that the macros check.
#[doc(hidden)]
pub use self::access::SessionBound;
pub(crate) use self::check::Checks;
pub(crate) use self::definition::DefinitionRef;
pub(crate) use self::dynamic::InvalidTool;
pub(crate) use self::output::IntoJson;

/// What the macros' expansions name. It is not part of the public interface and changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use clerk_toolkit_macros::with;

    pub use super::argument_type::{ArgumentType, MaybeState, check_state};
    pub use super::blocking::blocking;
    pub use super::definition::{Definition, Parts, Tool, category_of};
    pub use super::output::{NoOutputSchema, OutputSchema, OutputSlot};
    pub use super::parameter::{MaybeOptional, MaybeShown, Slot};
    pub use super::prompt::prompt;
    pub use super::schema::{Bound, Constraint};
    pub use super::state::{Injection, lend};
    pub use super::toolset::{NotATool, Part, Table, Toolset, check, collect, count, sort, toolset};
    pub use super::{Access, Effect, Endpoint};
}
