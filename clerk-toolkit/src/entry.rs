//! The usual ways to a toolkit: with the catalog's default set as its tools.
//!
//! The toolkit knows no tools of its own, so this is above both.

use crate::catalog;
use crate::toolkit::{BoundTool, BuildError, ClerkToolkit, ClerkToolkitBuilder};

impl ClerkToolkit {
    /// A toolkit with default settings: [`catalog::DEFAULT`], on the instance that the environment names.
    ///
    /// # Errors
    /// Returns an error if the environment does not name an instance; see
    /// [`ClerkClient::from_env`](crate::ClerkClient::from_env).
    pub fn from_env() -> Result<Self, BuildError> {
        Self::builder().build()
    }

    /// Settings for a toolkit. It starts with the tools of [`catalog::DEFAULT`]; `.tools(catalog::ALL)` offers every
    /// built-in tool.
    pub fn builder() -> ClerkToolkitBuilder {
        ClerkToolkitBuilder::new(catalog::ALL).tools(catalog::DEFAULT)
    }

    /// The tools of the category `users`.
    pub fn users(&self) -> Vec<BoundTool> {
        self.category("users")
    }

    /// The tools of the category `organizations`.
    pub fn organizations(&self) -> Vec<BoundTool> {
        self.category("organizations")
    }

    /// The tools of the category `invitations`.
    pub fn invitations(&self) -> Vec<BoundTool> {
        self.category("invitations")
    }
}
