//! Types that a model passes. A toolkit does not lend them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::time::Duration;

use serde_json::{Map, Value};

use super::Argument;
use super::state::Injection;

/// A type whose values are data of a call: a type with `#[tool_type]`, an id, or plain data such as a number. A borrowed
/// parameter of such a type was meant as an argument.
#[doc(hidden)]
pub trait ArgumentType {}

macro_rules! argument_types {
    ($($data:ty),+ $(,)?) => {$(impl ArgumentType for $data {})+};
}

argument_types!(bool, char, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64);
argument_types!(String, Duration, Value, Map<String, Value>);

impl<T: ArgumentType> ArgumentType for Option<T> {}
impl<T: ArgumentType> ArgumentType for Box<T> {}
impl<T: Argument> ArgumentType for Vec<T> {}
impl<T: Argument> ArgumentType for VecDeque<T> {}
impl<T: Argument> ArgumentType for BTreeSet<T> {}
impl<T: Argument, S> ArgumentType for HashSet<T, S> {}
impl<K, V: Argument> ArgumentType for BTreeMap<K, V> {}
impl<K, V: Argument, S> ArgumentType for HashMap<K, V, S> {}

/// Tells a borrowed [`ArgumentType`] from state: the inherent constant wins over the trait's.
#[doc(hidden)]
pub trait MaybeState {
    /// Whether the type is meant for arguments.
    const IS_ARGUMENT: bool = false;
}

impl<T: ?Sized> MaybeState for Injection<T> {}

impl<T: ArgumentType> Injection<T> {
    /// Whether the type is meant for arguments.
    pub const IS_ARGUMENT: bool = true;
}

/// Stops the compiler at the caller's location if a borrowed parameter has the type of an argument.
#[doc(hidden)]
#[track_caller]
pub const fn check_state(is_argument: bool, message: &str) {
    if is_argument {
        panic!("{}", message);
    }
}
