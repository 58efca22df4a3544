namespace CpdCourse.Web.Features.Studio;

/// <summary>Takes e-mail addresses out of what organisers and logs are shown: they are nobody's business but their owners'.</summary>
internal static class Redact
{
    public static string Mail(string text) =>
        string.Join(
            ' ',
            text.Split(' ')
                .Select(word => word.Contains('@', StringComparison.Ordinal) ? "[address]" : word)
        );
}
