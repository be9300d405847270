//! What organizations subscribe to and pay for.

use super::user_billing::CreditChange;
use crate::client::{ClerkClient, CreditBalance, CreditLedgerEntry, OrganizationId, Result, Subscription};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for the billing of organizations.
    pub const TOOLS = [
        get_organization_billing_subscription,
        get_organization_credit_balance,
        adjust_organization_credit_balance,
    ];
}

/// Read an organization's subscription: plans, state, next payment.
#[clerk_tool(
    effect = read,
    access = organization,
    permission = "org:sys_billing:read",
    endpoint = "GET /organizations/{organization_id}/billing/subscription"
)]
pub async fn get_organization_billing_subscription(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
) -> Result<Subscription>;

/// Read how much credit an organization has towards payments.
#[clerk_tool(effect = read, endpoint = "GET /organizations/{organization_id}/billing/credits")]
pub async fn get_organization_credit_balance(
    clerk: &ClerkClient,
    /// `org_…`
    organization_id: OrganizationId,
) -> Result<CreditBalance>;

/// Give an organization credit towards payments, or take some away. This is money: check the amount and the organization
/// first.
#[clerk_tool(effect = write, idempotent, endpoint = "POST /organizations/{organization_id}/billing/credits")]
pub async fn adjust_organization_credit_balance(
    clerk: &ClerkClient,
    /// `org_…`
    organization_id: OrganizationId,
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
