namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>Notes of what was told in a letter, so that it is told once: the key names what, the value the day.</summary>
internal static class ToldNotes
{
    public const string Prefix = "told:";
    public const string Day = "yyyy-MM-dd";
}
