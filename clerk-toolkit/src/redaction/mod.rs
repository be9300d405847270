//! What must not be shown: which of Clerk's fields are secret or private, which texts are credentials, and what is shown
//! instead.
//!
//! Two rules decide, and neither looks at a bare field name. A field of a Clerk resource is judged by the resource's
//! [`Declaration`]. Everything else belongs to the customer and is judged by its value: [`Scanner`] finds the texts that
//! are credentials by their shape, in any encoding. A marker of the same type takes the place of each removed value, so
//! that positions, lengths and schemas stay valid.

mod arguments;
mod declaration;
mod decode;
mod jwt;
mod keys;
mod links;
mod marker;
mod own_key;
mod scanner;
#[cfg(test)]
mod tests;
mod walk;

pub(crate) use self::arguments::{Placeholder, placeholder};
pub(crate) use self::declaration::{Class, Declaration, Field, guarded_first};
pub use self::marker::RedactionReason;
pub(crate) use self::marker::{LEFT_OUT, LEFT_OUT_FIELD};
pub(crate) use self::scanner::Scanner;
pub use self::walk::Redaction;
pub(crate) use self::walk::{FoundResource, Redactor};
