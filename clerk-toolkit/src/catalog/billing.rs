//! Plans, prices, subscriptions and statements.

use crate::client::{
    ClerkClient, DiscountRedemption, Page, Payment, Plan, Price, PriceTransition, Result, Segment, Statement,
    SubscriptionItem, Timestamp,
};
use crate::{clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for billing.
    pub const TOOLS = [
        list_plans,
        list_prices,
        create_price,
        list_subscription_items,
        cancel_subscription_item,
        extend_free_trial,
        change_subscription_price,
        apply_discount,
        remove_discount,
        list_statements,
        get_statement,
        list_statement_payments,
    ];
}

/// Who pays.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayerType {
    /// A user.
    User,
    /// An organization.
    Org,
}

/// The state of a subscription item.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemStatus {
    /// It is paid for.
    Active,
    /// It has ended.
    Ended,
    /// A payment is overdue.
    PastDue,
    /// It has not begun.
    Upcoming,
    /// It is in its free trial.
    FreeTrial,
}

/// The billing periods of a price.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BillingPeriods {
    /// Monthly.
    Month,
    /// Yearly.
    Annual,
    /// Both.
    Both,
}

/// List the plans that users or organizations can subscribe to, newest first.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /billing/plans")]
pub async fn list_plans(
    clerk: &ClerkClient,
    /// Only plans for users, or only for organizations.
    payer_type: Option<PayerType>,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<Plan>>;

/// List the prices of plans, the standard ones and those of single customers, cheapest first.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /billing/prices")]
pub async fn list_prices(
    clerk: &ClerkClient,
    /// Only prices of this plan.
    plan_id: Option<Segment>,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<Price>>;

/// Create a price of a plan for single customers. Nobody pays it until `changeSubscriptionPrice` assigns it. A price cannot
/// be deleted.
#[clerk_tool(effect = write, access = instance, endpoint = "POST /billing/prices")]
pub async fn create_price(
    clerk: &ClerkClient,
    /// The plan.
    plan_id: Segment,
    /// Cents per month; 0 is free, otherwise at least 100.
    amount: u32,
    /// Cents per month if a year is paid at once.
    annual_monthly_amount: Option<u32>,
    /// An ISO 4217 code; default `USD`.
    currency: Option<String>,
    /// For whom or why.
    description: Option<String>,
    /// Default: those that have an amount.
    supported_billing_periods: Option<BillingPeriods>,
) -> Result<Price>;

/// List subscription items, newest first: which user or organization subscribes to which plan.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /billing/subscription_items")]
pub async fn list_subscription_items(
    clerk: &ClerkClient,
    /// Only items in this state.
    status: Option<ItemStatus>,
    /// Only items of users, or only of organizations.
    payer_type: Option<PayerType>,
    /// Only items of this plan.
    plan_id: Option<Segment>,
    /// Whether to include free plans; default false.
    include_free: Option<bool>,
    /// Part of the payer's name or address.
    query: Option<String>,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<SubscriptionItem>>;

/// Cancel a subscription item. By default it runs until the end of the paid period.
#[clerk_tool(
    effect = destructive,
    access = instance,
    endpoint = "DELETE /billing/subscription_items/{subscription_item_id}"
)]
pub async fn cancel_subscription_item(
    clerk: &ClerkClient,
    /// The item's id.
    subscription_item_id: Segment,
    /// Whether the customer loses the plan at once.
    end_now: Option<bool>,
) -> Result<SubscriptionItem>;

/// Extend the free trial of a subscription item. The customer pays later. It cannot be shortened.
#[clerk_tool(
    effect = destructive,
    access = instance,
    idempotent,
    endpoint = "POST /billing/subscription_items/{subscription_item_id}/extend_free_trial"
)]
pub async fn extend_free_trial(
    clerk: &ClerkClient,
    /// An item in its free trial.
    subscription_item_id: Segment,
    /// The new end, within 365 days.
    extend_to: Timestamp,
) -> Result<SubscriptionItem>;

/// Change what a customer pays for a subscription item. The plan decides whether it applies at once or from the next period.
#[clerk_tool(
    effect = write,
    access = instance,
    endpoint = "POST /billing/subscription_items/{subscription_item_id}/price_transition"
)]
pub async fn change_subscription_price(
    clerk: &ClerkClient,
    /// The item's id.
    subscription_item_id: Segment,
    /// The current price.
    from_price_id: Segment,
    /// The new price.
    to_price_id: Segment,
) -> Result<PriceTransition>;

/// Apply an existing discount to a subscription item. It replaces the item's current discount, and the discount's own rules
/// about who may get it are not checked.
#[clerk_tool(
    effect = write,
    access = instance,
    endpoint = "POST /billing/subscription_items/{subscription_item_id}/discounts"
)]
pub async fn apply_discount(
    clerk: &ClerkClient,
    /// The item's id.
    subscription_item_id: Segment,
    /// The discount.
    discount_id: Segment,
) -> Result<DiscountRedemption>;

/// Remove the discount of a subscription item. The customer pays the full price from then on.
#[clerk_tool(
    effect = destructive,
    access = instance,
    endpoint = "DELETE /billing/subscription_items/{subscription_item_id}/discounts/{discount_id}"
)]
pub async fn remove_discount(
    clerk: &ClerkClient,
    /// The item's id.
    subscription_item_id: Segment,
    /// The item's current discount.
    discount_id: Segment,
) -> Result<DiscountRedemption>;

/// List the statements of all payers, newest first.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /billing/statements")]
pub async fn list_statements(
    clerk: &ClerkClient,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<Statement>>;

/// Read one statement: who was charged what in a period.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /billing/statements/{statement_id}")]
pub async fn get_statement(
    clerk: &ClerkClient,
    /// The statement's id.
    statement_id: Segment,
) -> Result<Statement>;

/// List the attempts to collect a statement's payments, newest first: which of them failed, and when.
#[clerk_tool(
    effect = read,
    access = instance,
    endpoint = "GET /billing/statements/{statement_id}/payment_attempts"
)]
pub async fn list_statement_payments(
    clerk: &ClerkClient,
    /// The statement's id.
    statement_id: Segment,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<Payment>>;
