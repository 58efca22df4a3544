namespace CpdCourse.Web.Features.Setup;

/// <summary>A lively course to look at.</summary>
internal sealed class DemoCourse
{
    public const string ParticipantMail = "marisol@example.org";
    public const string OrganiserMail = "wen@example.org";
    public const string Password = "soup-and-bicycles";

    public Task Load(CancellationToken stop) => Task.CompletedTask;
}
