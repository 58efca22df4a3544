namespace CpdCourse.Web.Features.Site;

/// <summary>
/// A form that was sent and could not be taken just now, to be shown and sent once more. It goes with the keys it had, so that it cannot be taken twice.
/// </summary>
/// <param name="Address">Where it goes, on this site.</param>
/// <param name="Fields">Names and values as they came.</param>
internal sealed record SentForm(string Address, IReadOnlyList<SentField> Fields)
{
    /// <summary>The form of this request; null when it has none, or none that may be shown.</summary>
    public static async Task<SentForm?> Of(HttpContext http, string address)
    {
        var request = http.Request;
        if (
            !HttpMethods.IsPost(request.Method)
            || !request.HasFormContentType
            || !IsHere(address)
            // Only what was typed on this site is offered under its name.
            || request.Headers["Sec-Fetch-Site"] == "cross-site"
            || await Read(http) is not { Count: > 0 } form
            || form.Keys.Any(IsSecret)
        )
        {
            return null;
        }

        return new SentForm(
            address,
            [
                .. form.SelectMany(field =>
                    field.Value.Select(value => new SentField(field.Key, value ?? ""))
                ),
            ]
        );
    }

    // Two slashes at the beginning would name another host.
    private static bool IsHere(string address) =>
        address.StartsWith('/')
        && !address.StartsWith("//", StringComparison.Ordinal)
        && !address.StartsWith("/\\", StringComparison.Ordinal);

    private static bool IsSecret(string name) =>
        name.Contains("password", StringComparison.OrdinalIgnoreCase);

    private static async Task<IFormCollection?> Read(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception problem)
            when (problem is BadHttpRequestException or InvalidDataException or IOException)
        {
            return null;
        }
    }
}

/// <summary>One field of it.</summary>
internal sealed record SentField(string Name, string Value)
{
    /// <summary>Words, rather than a choice or a key: shown, so that they can be copied as well.</summary>
    public bool IsText => Value.Any(char.IsWhiteSpace);
}
