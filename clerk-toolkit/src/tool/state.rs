//! What a tool borrows: the client, the session, and the application's own state.

use std::any::{Any, TypeId, type_name};
use std::fmt;
use std::sync::Arc;

use super::ToolError;
use super::type_name::shown;

/// Values that tools borrow, one of each type.
///
/// A toolkit has one, which every call uses: a borrowed parameter (`&ClerkClient`, `&MyDatabase`) gets the value of its
/// type. A clone shares the values.
#[derive(Clone, Default)]
pub struct State {
    // There are few entries, so that a search is faster than hashing.
    values: Vec<Entry>,
}

#[derive(Clone)]
struct Entry {
    id: TypeId,
    name: &'static str,
    value: Arc<dyn Any + Send + Sync>,
}

impl State {
    /// A state without values.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value. It replaces an earlier one of the same type, and returns whether there was one.
    pub fn insert<T: Send + Sync + 'static>(&mut self, value: T) -> bool {
        self.insert_shared(Arc::new(value))
    }

    /// As [`State::insert`], for a value that the application shares. A tool borrows it as `&T`.
    pub fn insert_shared<T: Send + Sync + 'static>(&mut self, value: Arc<T>) -> bool {
        let entry = Entry { id: TypeId::of::<T>(), name: type_name::<T>(), value };
        match self.values.iter_mut().find(|held| held.id == entry.id) {
            Some(held) => {
                *held = entry;
                true
            }
            None => {
                self.values.push(entry);
                false
            }
        }
    }

    /// The value of this type, if any.
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<&T> {
        let id = TypeId::of::<T>();
        self.values.iter().find(|held| held.id == id)?.value.downcast_ref()
    }

    /// The values that a tool requires, and no others.
    pub(super) fn lend(&self, requirements: &[Requirement]) -> Self {
        let required = |held: &&Entry| requirements.iter().any(|requirement| (requirement.id)() == held.id);
        Self { values: self.values.iter().filter(required).cloned().collect() }
    }

    /// Whether there is an `Arc` of the type that a tool requires, in place of a value of the type.
    pub(crate) fn has_arc_of(&self, requirement: &Requirement) -> bool {
        let arc = type_name::<Arc<()>>().replace("()", requirement.type_name());
        self.values.iter().any(|held| held.name == arc)
    }

    /// Whether the value that a tool requires is there.
    pub fn satisfies(&self, requirement: &Requirement) -> bool {
        let id = (requirement.id)();
        requirement.optional || self.values.iter().any(|held| held.id == id)
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.values.iter().map(|held| held.name)).finish()
    }
}

/// A type of which a tool borrows a value.
#[derive(Clone, Copy)]
pub struct Requirement {
    id: fn() -> TypeId,
    name: fn() -> &'static str,
    optional: bool,
}

impl Requirement {
    /// A value of the type `T`.
    pub(super) const fn of<T: 'static>(optional: bool) -> Self {
        Self { id: TypeId::of::<T>, name: type_name::<T>, optional }
    }

    /// The full name of the type, for messages.
    pub fn type_name(&self) -> &'static str {
        (self.name)()
    }

    /// Whether the tool also works without it.
    pub const fn is_optional(&self) -> bool {
        self.optional
    }

    /// Whether the required type is `T`.
    pub fn is<T: 'static>(&self) -> bool {
        (self.id)() == TypeId::of::<T>()
    }
}

impl fmt::Debug for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Requirement").field("type_name", &self.type_name()).field("optional", &self.optional).finish()
    }
}

/// A type that a tool may borrow from the toolkit's [`State`]: any that is `Sized + Send + Sync + 'static`.
#[diagnostic::on_unimplemented(
    message = "`&{Self}` cannot be injected into a tool",
    label = "a toolkit cannot share this type between calls",
    note = "a borrowed parameter comes from the toolkit's state, so its type must be `Sized + Send + Sync + 'static`; an \
            owned parameter is an argument that the model passes"
)]
pub trait Injectable: Sized + Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<T: Send + Sync + 'static> Injectable for T {}

/// One injected parameter of a tool, as the macro writes it.
#[doc(hidden)]
pub struct Injection<T: ?Sized> {
    /// What the toolkit must have.
    pub requirement: Requirement,
    find: for<'a> fn(&'a State) -> Option<&'a T>,
}

impl<T> Injection<T> {
    /// The type is checked here and nowhere else, so that a wrong type causes only one error.
    pub const fn new(optional: bool) -> Self
    where
        T: Injectable,
    {
        Self { requirement: Requirement::of::<T>(optional), find: State::get::<T> }
    }
}

impl<T: ?Sized> Injection<T> {
    /// The value. A toolkit was not built without it.
    pub fn required<'a>(&self, state: &'a State) -> Result<&'a T, ToolError> {
        self.optional(state).ok_or_else(|| {
            ToolError::internal(format!(
                "The tool needs a `{}`, which the application did not provide.",
                shown(self.requirement.type_name())
            ))
        })
    }

    /// The value, if there is one.
    pub fn optional<'a>(&self, state: &'a State) -> Option<&'a T> {
        (self.find)(state)
    }
}

/// An `Option` of a reference, also under an alias. No other type with a reference inside can be a parameter.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an argument owns its data, and `{Self}` borrows",
    label = "neither owned nor an `Option<&T>`",
    note = "to borrow a value that the application provides, write `&T`, or `Option<&T>` if it may be absent"
)]
pub trait OptionalReference<S> {
    /// The value from the toolkit's state, if there is one.
    fn lent(state: S) -> Self;
}

impl<'a, T> OptionalReference<Option<&'a T>> for Option<&'a T> {
    fn lent(state: Self) -> Self {
        state
    }
}

/// Passes an optional value from the state to a parameter of the type `P`.
#[doc(hidden)]
pub fn lend<P: OptionalReference<S>, S>(state: S) -> P {
    P::lent(state)
}
