//! Who held what on a day.

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use toguna_mark::Edtf;
use utoipa::{IntoParams, ToSchema};

use super::leave::json;
use crate::app::App;
use crate::asked::Query;
use crate::problem::Problem;
use crate::question::{ClockArgs, day};
use crate::views::OfficeView;

/// Which day and whose offices are meant.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfficeArgs {
    /// The day (EDTF; of a month or year its last); without it the day of `as_of`, else today.
    on: Option<String>,
    /// Words of a person, body or office, without regard to case.
    q: Option<String>,
}

/// Who is told to have held what on a day.
#[derive(Serialize, ToSchema)]
pub(crate) struct Offices {
    /// The day.
    on: String,
    /// By body, office and person; what the region pack tells is marked, and has no sentence.
    items: Vec<OfficeView>,
}

/// Who held what on a day: offices, ranks and who led what, as documents tell it and as the region pack has it.
#[utoipa::path(get, path = "/offices", params(OfficeArgs, ClockArgs), responses((status = 200, body = Offices)))]
pub(crate) async fn offices(
    State(app): State<App>,
    Query(which): Query<OfficeArgs>,
    Query(clocks): Query<ClockArgs>,
) -> Result<Response, Problem> {
    let (_, shown) = app.whole(clocks.clocks()?).await?;
    let on = match day("on", which.on.as_deref(), true)? {
        Some(day) => day,
        None => clocks.clocks()?.as_of.unwrap_or_else(|| jiff::Zoned::now().date()),
    };
    let date = Edtf::day(on).ok_or_else(|| Problem::bad(format!("{on} is no day that a date can name")))?;
    let words = which.q.as_deref().map(str::to_lowercase).unwrap_or_default();
    let mut items = OfficeView::told(&shown, on);
    items.extend(app.pack().into_iter().flat_map(|pack| OfficeView::known(&shown.snapshot, pack, &date)));
    items.retain(|row| row.names(&words));
    items.sort_by(|a, b| a.order().cmp(&b.order()));
    json(&Offices { on: on.to_string(), items: OfficeView::compared(items) })
}
