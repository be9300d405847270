//! The constant that describes one tool.

use std::fmt;
use std::pin::Pin;

use schemars::Schema;
use serde_json::Value;

use super::{Access, Arguments, Effect, Parameter, Requirement, State, ToolError, schema};

/// Something that `#[clerk_tool]` made a tool of.
///
/// The macro implements it for a type of the function's own name; nothing else should.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tool",
    label = "not made by `#[clerk_tool]`",
    note = "a tool map lists functions that carry `#[clerk_tool]`, and spreads other maps with `..MAP`"
)]
pub trait Tool {
    /// What the tool is.
    const DEFINITION: &'static Definition;
}

/// A call whose arguments have been accepted. Nothing happens before it is polled; it resolves to the tool's answer as
/// JSON, and dropping it cancels the call.
pub type ToolFuture<'a> = Pin<Box<dyn Future<Output = Result<Value, ToolError>> + Send + 'a>>;

/// The signature of the function that the macro writes.
type Prepare = for<'a> fn(&mut Arguments, &'a State) -> Result<ToolFuture<'a>, ToolError>;

/// Everything that is known about a tool without calling it.
pub struct Definition {
    parts: Parts,
}

/// What the macro fills in.
#[doc(hidden)]
pub struct Parts {
    pub name: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    pub category: &'static str,
    pub path: &'static str,
    pub effect: Effect,
    pub idempotent: bool,
    pub access: Access,
    pub parameters: &'static [Parameter],
    pub requirements: &'static [Requirement],
    pub output: fn() -> Option<Schema>,
    pub prepare: Prepare,
}

impl Definition {
    #[doc(hidden)]
    pub const fn new(parts: Parts) -> Self {
        Self { parts }
    }

    /// Stands in for a tool whose signature did not compile, so that maps that list it add no error of their own.
    #[doc(hidden)]
    pub const fn broken(name: &'static str, category: &'static str, path: &'static str) -> Self {
        Self::new(Parts {
            name,
            title: "",
            description: "",
            category,
            path,
            effect: Effect::Destructive,
            idempotent: false,
            access: Access::Instance,
            parameters: &[],
            requirements: &[],
            output: || None,
            prepare: |_, _| Err(ToolError::internal("This tool did not compile.")),
        })
    }

    /// The name that a model calls: 1 to 64 characters of `A-Za-z0-9_-`.
    pub const fn name(&self) -> &'static str {
        self.parts.name
    }

    /// The name that people read.
    pub const fn title(&self) -> &'static str {
        self.parts.title
    }

    /// What the model reads, from the function's doc comment.
    pub const fn description(&self) -> &'static str {
        self.parts.description
    }

    /// The category, which is the name of the function's module unless the attribute says otherwise.
    pub const fn category(&self) -> &'static str {
        self.parts.category
    }

    /// The path of the Rust function, such as `clerk_toolkit::catalog::users::get_user`.
    pub const fn path(&self) -> &'static str {
        self.parts.path
    }

    /// What a call does.
    pub const fn effect(&self) -> Effect {
        self.parts.effect
    }

    /// Whether a second call with the same arguments changes nothing further. True of every read.
    pub const fn is_idempotent(&self) -> bool {
        self.parts.idempotent || matches!(self.parts.effect, Effect::Read)
    }

    /// Whose data a call touches.
    pub const fn access(&self) -> Access {
        self.parts.access
    }

    /// The arguments, in the order of the function's parameters.
    pub const fn parameters(&self) -> &'static [Parameter] {
        self.parts.parameters
    }

    /// What the function borrows from the toolkit.
    pub const fn requirements(&self) -> &'static [Requirement] {
        self.parts.requirements
    }

    /// The portable JSON Schema of all arguments; a toolkit offers it without those it fills in itself.
    ///
    /// # Errors
    /// Where a parameter's type has a schema that not every client takes.
    pub fn input_schema(&self) -> Result<Value, schema::NotPortable> {
        schema::input(self.parameters())
    }

    /// The JSON Schema of the answer, where its type has one.
    pub fn output_schema(&self) -> Option<Schema> {
        (self.parts.output)()
    }

    /// Turns JSON arguments into the function's own types. Nothing has run when it returns.
    ///
    /// # Errors
    /// `arguments_invalid`, naming every argument that is missing or of a wrong type.
    pub fn prepare<'a>(&self, arguments: &mut Arguments, state: &'a State) -> Result<ToolFuture<'a>, ToolError> {
        (self.parts.prepare)(arguments, state)
    }
}

impl fmt::Debug for Definition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Definition")
            .field("name", &self.name())
            .field("category", &self.category())
            .field("path", &self.path())
            .field("effect", &self.effect())
            .field("access", &self.access())
            .field("parameters", &self.parameters())
            .finish_non_exhaustive()
    }
}

/// The last segment of a module path: `clerk_toolkit::catalog::users` is the category `users`.
#[doc(hidden)]
pub const fn category_of(module_path: &'static str) -> &'static str {
    let bytes = module_path.as_bytes();
    let mut start = bytes.len();
    while start > 0 && bytes[start - 1] != b':' {
        start -= 1;
    }
    module_path.split_at(start).1
}
