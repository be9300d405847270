//! What a tool borrows: the client, the session, and the application's own state.

use std::any::{Any, TypeId, type_name};
use std::fmt;
use std::sync::Arc;

use super::ToolError;

/// Values that tools borrow, one of each type.
///
/// A toolkit holds one and lends it to every call; a borrowed parameter (`&ClerkClient`, `&MyDatabase`) takes its
/// value from here by type.
#[derive(Clone, Default)]
pub struct State {
    // A handful of entries: looking through them beats hashing.
    values: Vec<Entry>,
}

#[derive(Clone)]
struct Entry {
    id: TypeId,
    name: &'static str,
    value: Arc<dyn Any + Send + Sync>,
}

impl State {
    /// Nothing to borrow yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a value in; it takes the place of an earlier one of its type.
    pub fn insert<T: Send + Sync + 'static>(&mut self, value: T) {
        let entry = Entry { id: TypeId::of::<T>(), name: type_name::<T>(), value: Arc::new(value) };
        match self.values.iter_mut().find(|held| held.id == entry.id) {
            Some(held) => *held = entry,
            None => self.values.push(entry),
        }
    }

    /// The value of this type, if one was put in.
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<&T> {
        let id = TypeId::of::<T>();
        self.values.iter().find(|held| held.id == id)?.value.downcast_ref()
    }

    /// The values that a tool requires, and no others.
    pub(super) fn lend(&self, requirements: &[Requirement]) -> Self {
        let required = |held: &&Entry| requirements.iter().any(|requirement| (requirement.id)() == held.id);
        Self { values: self.values.iter().filter(required).cloned().collect() }
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

/// A type whose value a tool borrows.
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

    /// The type's full name, for messages.
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
    label = "not a type that a toolkit can share between calls",
    note = "a borrowed parameter is taken from the toolkit's state, so its type must be `Sized + Send + Sync + 'static`; \
            an owned parameter is an argument that the model passes"
)]
pub trait Injectable: Sized + Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<T: Send + Sync + 'static> Injectable for T {}

/// One injected parameter of a tool, as the macro writes it down.
#[doc(hidden)]
pub struct Injection<T: ?Sized> {
    /// What the toolkit must hold.
    pub requirement: Requirement,
    find: for<'a> fn(&'a State) -> Option<&'a T>,
}

impl<T> Injection<T> {
    /// The type is checked here and nowhere else, so that a wrong one is one error.
    pub const fn new(optional: bool) -> Self
    where
        T: Injectable,
    {
        Self { requirement: Requirement::of::<T>(optional), find: State::get::<T> }
    }
}

impl<T: ?Sized> Injection<T> {
    /// The value, which a toolkit has made sure of when it was built.
    pub fn required<'a>(&self, state: &'a State) -> Result<&'a T, ToolError> {
        self.optional(state).ok_or_else(|| {
            ToolError::internal(format!("This tool needs a `{}`, and there is none.", self.requirement.type_name()))
        })
    }

    /// The value, where there is one.
    pub fn optional<'a>(&self, state: &'a State) -> Option<&'a T> {
        (self.find)(state)
    }
}

/// An `Option` of a reference, whatever alias it is written with: the only type around a reference that a tool's
/// parameter can have.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an argument is owned, all the way down, and `{Self}` borrows",
    label = "neither owned nor an `Option<&T>`",
    note = "a value that the application provides is borrowed as `&T`, or as `Option<&T>` where it may be absent"
)]
pub trait OptionalReference<S> {
    /// The value from the toolkit's state, where there is one.
    fn lent(state: S) -> Self;
}

impl<'a, T> OptionalReference<Option<&'a T>> for Option<&'a T> {
    fn lent(state: Self) -> Self {
        state
    }
}

/// Hands an optional value from the state to a parameter of the type `P`.
#[doc(hidden)]
pub fn lend<P: OptionalReference<S>, S>(state: S) -> P {
    P::lent(state)
}
