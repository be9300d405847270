//! What users subscribe to and pay for.

use crate::client::{ClerkClient, CreditBalance, CreditLedgerEntry, Result, Subscription, UserId};
use crate::{clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for the billing of users.
    pub const TOOLS = [get_user_billing_subscription, get_user_credit_balance, adjust_user_credit_balance];
}

/// How a credit changes.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditChange {
    /// It becomes more.
    Increase,
    /// It becomes less.
    Decrease,
}

/// Read a user's subscription: plans, state, next payment.
#[clerk_tool(effect = read, endpoint = "GET /users/{user_id}/billing/subscription")]
pub async fn get_user_billing_subscription(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<Subscription>;

/// Read how much credit a user has towards payments.
#[clerk_tool(effect = read, endpoint = "GET /users/{user_id}/billing/credits")]
pub async fn get_user_credit_balance(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<CreditBalance>;

/// Give a user credit towards payments, or take some away. This is money: check the amount and the user first.
#[clerk_tool(effect = write, idempotent, endpoint = "POST /users/{user_id}/billing/credits")]
pub async fn adjust_user_credit_balance(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// In the smallest unit of the currency: 500 is $5.00.
    #[schemars(range(min = 1))]
    amount: u64,
    /// The direction.
    action: CreditChange,
    /// A text of your own that names this change. Use it again when you retry, so that the change is made once.
    #[schemars(length(min = 1))]
    idempotency_key: String,
    /// Such as `EUR`; default `USD`.
    currency: Option<String>,
    /// Why, for people who read the ledger.
    note: Option<String>,
) -> Result<CreditLedgerEntry>;
