//! The description of one tool.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;

use schemars::Schema;
use serde_json::Value;

use super::{Access, Arguments, Effect, Endpoint, Parameter, Requirement, State, ToolError, schema};

/// A function that `#[clerk_tool]` has made a tool.
///
/// The macro implements the trait for a type with the function's name. Do not implement it by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tool",
    label = "not a function with `#[clerk_tool]`",
    note = "a toolset lists functions with `#[clerk_tool]`, and other toolsets as `..TOOLSET`"
)]
pub trait Tool {
    /// The tool's definition.
    const DEFINITION: &'static Definition;
}

/// A call whose arguments have been accepted. It does nothing until it is polled; it resolves to the tool's output as
/// JSON. Dropping it cancels the call.
pub type ToolFuture<'a> = Pin<Box<dyn Future<Output = Result<Value, ToolError>> + Send + 'a>>;

/// The signature of the function that the macro writes.
type Prepare = for<'a> fn(&mut Arguments, &'a State) -> Result<ToolFuture<'a>, ToolError>;

/// The same for a tool that is defined at run time. It reads its own definition.
pub(super) type PrepareDynamic =
    dyn for<'a> Fn(&Definition, &mut Arguments, &'a State) -> Result<ToolFuture<'a>, ToolError> + Send + Sync;

/// What is known about a tool without calling it.
pub struct Definition {
    pub(super) name: Cow<'static, str>,
    pub(super) title: Cow<'static, str>,
    pub(super) description: Cow<'static, str>,
    pub(super) category: Cow<'static, str>,
    pub(super) path: Option<&'static str>,
    pub(super) effect: Effect,
    pub(super) idempotent: bool,
    pub(super) access: Access,
    pub(super) parameters: Cow<'static, [Parameter]>,
    pub(super) requirements: Cow<'static, [Requirement]>,
    pub(super) output: OutputSource,
    pub(super) code: Code,
    pub(super) endpoint: Option<Endpoint>,
}

/// Where a tool's output schema comes from.
pub(super) enum OutputSource {
    /// The function's return type.
    Type(fn() -> Option<Schema>),
    /// The application, for a tool that it defines at run time.
    Given(Option<Schema>),
}

/// What a call runs.
pub(super) enum Code {
    /// The function that carries `#[clerk_tool]`.
    Function(Prepare),
    /// The closure of a tool defined at run time.
    Closure(Arc<PrepareDynamic>),
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
    pub endpoint: Option<Endpoint>,
}

impl Definition {
    #[doc(hidden)]
    pub const fn new(parts: Parts) -> Self {
        Self {
            name: Cow::Borrowed(parts.name),
            title: Cow::Borrowed(parts.title),
            description: Cow::Borrowed(parts.description),
            category: Cow::Borrowed(parts.category),
            path: Some(parts.path),
            effect: parts.effect,
            idempotent: parts.idempotent,
            access: parts.access,
            parameters: Cow::Borrowed(parts.parameters),
            requirements: Cow::Borrowed(parts.requirements),
            output: OutputSource::Type(parts.output),
            code: Code::Function(parts.prepare),
            endpoint: parts.endpoint,
        }
    }

    /// Replaces a tool whose signature did not compile, so that toolsets that list it add no further error.
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
            endpoint: None,
        })
    }

    /// The name that a model calls: 1 to 64 characters of `A-Za-z0-9_-`.
    pub const fn name(&self) -> &str {
        text(&self.name)
    }

    /// The name that people read.
    pub const fn title(&self) -> &str {
        text(&self.title)
    }

    /// The text that the model reads, from the function's doc comment.
    pub const fn description(&self) -> &str {
        text(&self.description)
    }

    /// The category: the name of the function's module unless the attribute sets another.
    pub const fn category(&self) -> &str {
        text(&self.category)
    }

    /// The path of the Rust function, such as `clerk_toolkit::catalog::users::get_user`. A [tool defined at run
    /// time](super::DynamicTool) has none.
    pub const fn path(&self) -> Option<&'static str> {
        self.path
    }

    /// What a call does.
    pub const fn effect(&self) -> Effect {
        self.effect
    }

    /// Whether a second call with the same arguments changes nothing more. Always true for a tool that reads.
    pub const fn is_idempotent(&self) -> bool {
        self.idempotent || matches!(self.effect, Effect::Read)
    }

    /// Whose data a call touches.
    pub const fn access(&self) -> Access {
        self.access
    }

    /// The request that the tool sends, if it declares one with `endpoint = "…"`.
    pub const fn endpoint(&self) -> Option<&Endpoint> {
        self.endpoint.as_ref()
    }

    /// The arguments, in the order of the function's parameters.
    pub const fn parameters(&self) -> &[Parameter] {
        match &self.parameters {
            Cow::Borrowed(parameters) => parameters,
            Cow::Owned(parameters) => parameters.as_slice(),
        }
    }

    /// What the tool borrows from the toolkit.
    #[doc(hidden)]
    pub const fn requirements(&self) -> &[Requirement] {
        match &self.requirements {
            Cow::Borrowed(requirements) => requirements,
            Cow::Owned(requirements) => requirements.as_slice(),
        }
    }

    /// The portable JSON Schema of all arguments. A toolkit offers it without the arguments that it fills in itself.
    ///
    /// # Errors
    /// Returns an error if a parameter's schema is not portable.
    pub fn input_schema(&self) -> Result<Value, schema::NotPortable> {
        schema::input(self.parameters())
    }

    /// The JSON Schema of the output, if its type has one.
    pub fn output_schema(&self) -> Option<Schema> {
        match &self.output {
            OutputSource::Type(schema) => schema(),
            OutputSource::Given(schema) => schema.clone(),
        }
    }

    /// Converts JSON arguments to the types that the tool expects. Nothing has run when it returns.
    ///
    /// # Errors
    /// Returns `arguments_invalid`, which lists every argument that is unknown or missing or has a wrong value.
    #[doc(hidden)]
    pub fn prepare<'a>(&self, arguments: &mut Arguments, state: &'a State) -> Result<ToolFuture<'a>, ToolError> {
        let call = match &self.code {
            Code::Function(prepare) => prepare(arguments, state),
            Code::Closure(prepare) => prepare(self, arguments, state),
        }?;
        // The call is dropped: nothing runs before it is polled.
        if arguments.has_problems() { Err(arguments.refuse()) } else { Ok(call) }
    }
}

/// A `Cow` does not dereference in a constant function.
#[allow(clippy::ptr_arg)]
const fn text<'a>(text: &'a Cow<'static, str>) -> &'a str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => text.as_str(),
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

/// A definition that lives as long as it is used: a constant of the program, or one made at run time.
#[derive(Clone)]
pub(crate) enum DefinitionRef {
    Static(&'static Definition),
    Shared(Arc<Definition>),
}

impl Deref for DefinitionRef {
    type Target = Definition;

    fn deref(&self) -> &Definition {
        match self {
            Self::Static(definition) => definition,
            Self::Shared(definition) => definition,
        }
    }
}

/// The last segment of a module path: the category of `clerk_toolkit::catalog::users` is `users`.
#[doc(hidden)]
pub const fn category_of(module_path: &'static str) -> &'static str {
    let bytes = module_path.as_bytes();
    let mut start = bytes.len();
    while start > 0 && bytes[start - 1] != b':' {
        start -= 1;
    }
    module_path.split_at(start).1
}
