//! What a tool is: its definition, arguments, answer and error, and maps of tools.
//!
//! Nothing here knows HTTP or Clerk. A tool is a constant [`Definition`] that `#[clerk_tool]` derives from a
//! documented function; a [`Toolset`] is a constant map of them that the compiler has checked; and a call is split in
//! two, so that everything that can be refused is refused before anything runs: [`Definition::prepare`] turns JSON
//! into typed values, and the [`ToolFuture`] that comes out borrows the [`State`] it needs and runs when it is polled.
//!
//! These are the parts that a [`ClerkToolkit`](crate::ClerkToolkit) is made of. Called by hand they know neither session
//! nor policy; an agent's calls go through [`ClerkToolkit::call`](crate::ClerkToolkit::call).

mod access;
mod arguments;
mod coerce;
mod definition;
mod effect;
mod error;
mod output;
mod parameter;
pub mod schema;
mod state;
pub(crate) mod suggest;
mod toolset;

pub use self::access::{Access, SessionBound, Subject};
pub use self::arguments::Arguments;
pub use self::definition::{Definition, Tool, ToolFuture};
pub use self::effect::Effect;
pub use self::error::ToolError;
pub(crate) use self::output::IntoJson;
pub use self::output::{IntoToolError, Output, ToolOutput};
pub use self::parameter::{Argument, Binding, Parameter};
pub use self::state::{Injectable, Requirement, State};
pub use self::toolset::{PatternError, Toolset};

/// What the macros' expansions name. Not part of the public interface: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use clerk_toolkit_macros::with;

    pub use super::definition::{Definition, Parts, Tool, category_of};
    pub use super::output::{NoOutputSchema, OutputSchema, OutputSlot, SerializedOutput};
    pub use super::parameter::{MaybeOptional, Slot};
    pub use super::state::{Injection, lend};
    pub use super::toolset::{Part, Table, Toolset, check, collect, count, sort};
    pub use super::{Access, Effect};
}
