//! Who an agent acts for.
//!
//! An [`AuthContext`] is what the application knows about the signed-in person from a session token it has verified.
//! It never comes from the model.

mod context;

pub use self::context::{ActiveOrganization, AuthContext};
