//! The definition has everything that the attribute says.

use clerk_toolkit::{Access, Effect, ToolError, clerk_tool};
use clerk_toolkit_ui_tests::definition;

mod orders {
    use super::*;

    /// Count the orders.
    ///
    /// Only those
    /// that are open:
    /// - today's
    /// - yesterday's
    ///
    /// # Errors
    /// Never, and no model reads this.
    #[clerk_tool(
        effect = write,
        idempotent,
        access = organization,
        permission = "org:sys_memberships:manage",
        name = "orders-count_1",
        title = "How many",
        category = "shop",
    )]
    pub async fn count_orders() -> Result<u64, ToolError> {
        Ok(0)
    }

    /// Find an order.
    #[clerk_tool(effect = read)]
    pub async fn find_order() -> Result<u64, ToolError> {
        Ok(5)
    }

    /// Remove an order.
    #[clerk_tool(access = organization, effect = destructive)]
    pub fn remove_order() -> Result<u64, ToolError> {
        Ok(5)
    }
}

#[test]
fn runs() {
    let all = definition::<orders::count_orders>();
    assert_eq!(all.name(), "orders-count_1");
    assert_eq!(all.title(), "How many");
    assert_eq!(all.category(), "shop");
    assert_eq!(all.description(), "Count the orders.\n\nOnly those that are open:\n- today's\n- yesterday's");
    assert_eq!(all.effect(), Effect::Write);
    assert!(all.is_idempotent());
    assert_eq!(all.access(), Access::Organization { permission: Some("org:sys_memberships:manage") });
    assert!(all.path().is_some_and(|path| path.ends_with("::orders::count_orders")), "{:?}", all.path());

    let least = definition::<orders::find_order>();
    assert_eq!((least.name(), least.title(), least.category()), ("findOrder", "Find order", "orders"));
    assert_eq!(least.access(), Access::Instance);
    assert!(least.is_idempotent(), "a read always is");

    let remove = definition::<orders::remove_order>();
    assert_eq!((remove.effect(), remove.is_idempotent()), (Effect::Destructive, false));
    assert_eq!(remove.access(), Access::Organization { permission: None });
}
