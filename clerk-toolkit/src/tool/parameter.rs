//! One argument of a tool: what the model is told about it, and how its JSON becomes a typed value.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::check::Check;
use super::problem::ArgumentProblem;
use super::retry::Retry;
use super::schema::Constraint;
use super::{Arguments, SessionBound, Subject};
use crate::json;

/// A type that a model can pass: any that implements `Deserialize` and `JsonSchema`.
///
/// `#[clerk_toolkit::tool_type]` derives both for a struct or an enum.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a tool",
    label = "does not implement `Deserialize` and `JsonSchema`",
    note = "if the model passes it: put `#[clerk_toolkit::tool_type]` on a struct or an enum of your own; for a type of \
            `chrono`, `uuid` or `url`, turn on the feature of `clerk-toolkit` with that name; or take a `String` and parse it",
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
    /// The parameter's type, and its attributes.
    Type(TypeSchema),
    /// The input schema of a tool defined at run time.
    Given(Value),
}

/// The schema of a parameter, as the macro writes it.
#[derive(Clone, Copy)]
pub(super) struct TypeSchema {
    schema: fn(&mut SchemaGenerator) -> Schema,
    type_name: fn() -> &'static str,
    default: Option<fn() -> Option<Value>>,
    constraints: &'static [Constraint],
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

    /// The schema that the tool declares for it, before it is made portable.
    pub(crate) fn declared_schema(&self, generator: &mut SchemaGenerator) -> Value {
        match &self.schema {
            SchemaSource::Given(schema) => schema.clone(),
            SchemaSource::Type(source) => {
                let mut schema = (source.schema)(generator);
                if let Some(default) = source.default.and_then(|default| default()) {
                    schema.insert("default".to_owned(), default);
                }
                schema.to_value()
            }
        }
    }

    /// The constraints of its `#[schemars(…)]`.
    pub(super) fn constraints(&self) -> &'static [Constraint] {
        match &self.schema {
            SchemaSource::Given(_) => &[],
            SchemaSource::Type(source) => source.constraints,
        }
    }

    /// The full name of its Rust type, if it has one.
    pub(super) fn type_name(&self) -> Option<&'static str> {
        match &self.schema {
            SchemaSource::Given(_) => None,
            SchemaSource::Type(source) => Some((source.type_name)()),
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

/// Reads a value, which may be optional. `None` means that it is left out.
type Read<T> = fn(&mut Value, &Check, bool) -> Result<Option<T>, Vec<ArgumentProblem>>;

/// One argument of a tool with its Rust type, as the macro writes it.
#[doc(hidden)]
pub struct Slot<T> {
    name: &'static str,
    description: &'static str,
    required: bool,
    binding: Binding,
    schema: TypeSchema,
    read: Read<T>,
    default: Option<fn() -> T>,
}

impl<T> Slot<T> {
    /// The type is checked here and nowhere else, so that a wrong type causes only one error.
    pub const fn new(name: &'static str, description: &'static str, required: bool) -> Self
    where
        T: Argument,
    {
        let schema = TypeSchema {
            schema: SchemaGenerator::subschema_for::<T>,
            type_name: std::any::type_name::<T>,
            default: None,
            constraints: &[],
        };
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

    /// `#[serde(default)]`. `shown` is the same value as JSON, for the schema.
    pub const fn or(mut self, default: fn() -> T, shown: fn() -> Option<Value>) -> Self {
        self.required = false;
        self.default = Some(default);
        self.schema.default = Some(shown);
        self
    }

    /// `#[schemars(…)]`.
    pub const fn constrained(mut self, constraints: &'static [Constraint]) -> Self {
        self.schema.constraints = constraints;
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
        let read = match arguments.slot(name, position) {
            Some((value, check)) => (self.read)(value, check, !self.required),
            None => Ok(None),
        };
        match (read, self.default) {
            (Ok(Some(read)), _) => Some(read),
            (Ok(None), Some(default)) => Some(default()),
            (Ok(None), None) if self.required => {
                arguments.missing(name);
                None
            }
            // An `Option` is read from `null`.
            (Ok(None), None) => (self.read)(&mut Value::Null, Check::ANYTHING, false).ok().flatten(),
            (Err(problems), _) => {
                problems.iter().for_each(|problem| arguments.problem(name, problem, !self.required));
                None
            }
        }
    }
}

/// Reads a value. `None` means that an optional argument is left out.
///
/// The common case takes one pass. A value that fails is coerced by the schema and read again, with its path.
fn read<T: DeserializeOwned>(
    value: &mut Value,
    check: &Check,
    optional: bool,
) -> Result<Option<T>, Vec<ArgumentProblem>> {
    if !check.is_constrained() {
        match &mut *value {
            // A text can only be read once, so it need not be kept.
            Value::String(text) if check.takes_text() && !text.is_empty() => {
                return T::deserialize(Value::String(std::mem::take(text)))
                    .map(Some)
                    .map_err(|error| vec![ArgumentProblem::new(String::new(), &error)]);
            }
            Value::String(_) => {}
            other => {
                if let Ok(read) = T::deserialize(&*other) {
                    return Ok(Some(read));
                }
            }
        }
    }
    check.coerce(value);
    if optional && check.is_absent(value, check.schema()) {
        return Ok(None);
    }
    // The value before `retry` takes parts out of it.
    let mut original = None;
    let mut retry = Retry::default();
    loop {
        match serde_path_to_error::deserialize::<_, T>(&*value) {
            Ok(read) if retry.problems.is_empty() => {
                let broken = check.broken_constraints(value);
                return if broken.is_empty() { Ok(Some(read)) } else { Err(broken) };
            }
            Ok(_) => break,
            Err(_) if optional && *value == "" => return Ok(None),
            Err(error) => {
                original.get_or_insert_with(|| value.clone());
                if !retry.without(value, check.schema(), &error) {
                    break;
                }
            }
        }
    }
    let mut problems = check.problems(original.as_ref().unwrap_or(value));
    for problem in retry.problems {
        if !problems.iter().any(|known| known.explains(&problem)) {
            problems.push(problem);
        }
    }
    Err(problems)
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

/// Tells a type that can be written as JSON from others: the inherent function wins over the trait's.
#[doc(hidden)]
pub trait MaybeShown<T> {
    /// The value as JSON, if it can be written.
    fn show(_: &T) -> Option<Value> {
        None
    }
}

impl<T> MaybeShown<T> for Slot<T> {}

impl<T: Serialize> Slot<T> {
    /// The value as JSON, if it can be written. JSON has no NaN, so a default that contains one is not shown.
    pub fn show(value: &T) -> Option<Value> {
        json::to_value(value).ok().filter(|value| !value.is_null())
    }
}
