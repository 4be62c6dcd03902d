// The record's own words for kinds of event and for how something is told.

export const TYPES = ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'];
export const STATUS = ['actual', 'planned', 'alleged', 'denied', 'possible'];
/** ACLED's sub-event types. */
export const SUBTYPES = ['Government regains territory', 'Non-state actor overtakes territory', 'Armed clash', 'Excessive force against protesters', 'Protest with intervention', 'Peaceful protest', 'Violent demonstration', 'Mob violence', 'Chemical weapon', 'Air/drone strike', 'Suicide bomb', 'Shelling/artillery/missile attack', 'Remote explosive/landmine/IED', 'Grenade', 'Sexual violence', 'Attack', 'Abduction/forced disappearance', 'Agreement', 'Arrests', 'Change to group/activity', 'Disrupted weapons use', 'Headquarters or base established', 'Looting/property destruction', 'Non-violent transfer of territory', 'Other'];
