//! The person that an agent acts for.
//!
//! An [`AuthContext`] describes the signed-in person. The application creates it from a verified session token. It never
//! comes from the model.

mod context;

pub use self::context::{ActiveOrganization, AuthContext};
