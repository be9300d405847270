//! One argument of a tool: what the model is told about it, and how its JSON becomes a typed value.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::problem::ArgumentProblem;
use super::{Arguments, SessionBound, Subject, coerce, schema};

/// A type that a model can pass: any that implements `Deserialize` and `JsonSchema`.
///
/// `#[clerk_toolkit::tool_type]` derives both for a struct or an enum.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a tool",
    label = "does not implement `Deserialize` and `JsonSchema`",
    note = "if the model passes it: put `#[clerk_toolkit::tool_type]` on a struct or an enum of your own; use a type of \
            another crate with its features for `serde` and `schemars`, or take a `String` and parse it",
    note = "if the application provides it: borrow it, `&{Self}`, and give it to the toolkit with `.state(…)`"
)]
pub trait Argument: DeserializeOwned + JsonSchema + Send + 'static {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + JsonSchema + Send + 'static> Argument for T {}

/// Who decides an argument's value when a toolkit acts for a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Binding {
    /// The model.
    Free,
    /// The session (`#[scoped]`): the argument is not in the schema, and the toolkit fills it in.
    Scoped(Subject),
    /// Nobody (`#[unscoped]`): one person may not decide it, so a toolkit that acts for a session does not offer it.
    Unscoped,
}

/// What is known about an argument without a call.
#[derive(Clone)]
pub struct Parameter {
    pub(super) name: Cow<'static, str>,
    pub(super) description: Cow<'static, str>,
    pub(super) required: bool,
    pub(super) binding: Binding,
    pub(super) schema: SchemaSource,
}

/// Where an argument's schema comes from.
#[derive(Clone)]
pub(super) enum SchemaSource {
    /// The parameter's type.
    Type(fn(&mut SchemaGenerator) -> Schema),
    /// The input schema of a tool defined at run time.
    Given(Value),
}

impl Parameter {
    /// The argument's name in JSON.
    pub const fn name(&self) -> &str {
        match &self.name {
            Cow::Borrowed(name) => name,
            Cow::Owned(name) => name.as_str(),
        }
    }

    /// The text that the model reads about it, from the parameter's doc comment.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Whether a call must pass it.
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// Who decides its value when the toolkit acts for a session.
    pub const fn binding(&self) -> Binding {
        self.binding
    }

    /// The schema of an argument that has no Rust type.
    pub(super) fn given_schema(&self) -> &Value {
        match &self.schema {
            SchemaSource::Type(_) => &Value::Null,
            SchemaSource::Given(schema) => schema,
        }
    }

    /// The schema that the tool declares for it, before it is made portable.
    pub(crate) fn declared_schema(&self, generator: &mut SchemaGenerator) -> Value {
        match &self.schema {
            SchemaSource::Type(schema) => schema(generator).to_value(),
            SchemaSource::Given(schema) => schema.clone(),
        }
    }
}

impl fmt::Debug for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parameter")
            .field("name", &self.name)
            .field("required", &self.required)
            .field("binding", &self.binding)
            .finish_non_exhaustive()
    }
}

/// One argument of a tool with its Rust type, as the macro writes it.
#[doc(hidden)]
pub struct Slot<T> {
    name: &'static str,
    description: &'static str,
    required: bool,
    binding: Binding,
    schema: fn(&mut SchemaGenerator) -> Schema,
    read: fn(&mut Value) -> Result<T, ArgumentProblem>,
    default: Option<fn() -> T>,
}

impl<T> Slot<T> {
    /// The type is checked here and nowhere else, so that a wrong one is one error.
    pub const fn new(name: &'static str, description: &'static str, required: bool) -> Self
    where
        T: Argument,
    {
        let schema = <T as JsonSchema>::json_schema;
        Self { name, description, required, binding: Binding::Free, schema, read: read::<T>, default: None }
    }

    /// `#[scoped]`.
    pub const fn scoped(mut self) -> Self
    where
        T: SessionBound,
    {
        self.binding = Binding::Scoped(T::SUBJECT);
        self
    }

    /// `#[unscoped]`.
    pub const fn unscoped(mut self) -> Self {
        self.binding = Binding::Unscoped;
        self
    }

    /// `#[serde(default)]`.
    pub const fn or(mut self, default: fn() -> T) -> Self {
        self.required = false;
        self.default = Some(default);
        self
    }

    /// What is known without the type.
    pub const fn parameter(&self) -> Parameter {
        Parameter {
            name: Cow::Borrowed(self.name),
            description: Cow::Borrowed(self.description),
            required: self.required,
            binding: self.binding,
            schema: SchemaSource::Type(self.schema),
        }
    }

    /// The value of the argument at this position. `None` is a problem, which the arguments have recorded.
    pub fn take(&self, arguments: &mut Arguments, position: usize) -> Option<T> {
        let name = self.name;
        let read = match (arguments.slot(name, position), self.default) {
            (Some(value), _) => (self.read)(value),
            (None, Some(default)) => return Some(default()),
            (None, None) if self.required => {
                arguments.missing(name);
                return None;
            }
            (None, None) => (self.read)(&mut Value::Null),
        };
        read.map_err(|problem| arguments.problem(name, &problem)).ok()
    }
}

/// The common case takes one pass. A value that fails is coerced by the schema and read again, with its path.
fn read<T: DeserializeOwned + JsonSchema>(value: &mut Value) -> Result<T, ArgumentProblem> {
    if let Value::String(text) = value {
        // A text that is not a number can only be read once, so it need not be kept.
        if !coerce::is_whole_number(text) {
            return T::deserialize(value.take())
                .map_err(|error| ArgumentProblem { path: String::new(), message: error.to_string() });
        }
    }
    if let Ok(read) = T::deserialize(&*value) {
        return Ok(read);
    }
    coerce::whole_numbers(value, schema::of::<T>().as_value());
    serde_path_to_error::deserialize(&*value).map_err(|error| ArgumentProblem {
        path: match error.path().to_string() {
            path if path == "." => String::new(),
            path if path.starts_with('[') => path,
            path => format!(".{path}"),
        },
        message: error.inner().to_string(),
    })
}

/// Tells an `Option` from other types by its type, not by its name: the inherent constant wins over the trait's.
#[doc(hidden)]
pub trait MaybeOptional {
    /// Whether the argument may be left out.
    const OPTIONAL: bool = false;
}

impl<T> MaybeOptional for Slot<T> {}

impl<T> Slot<Option<T>> {
    /// Whether the argument may be left out.
    pub const OPTIONAL: bool = true;
}
