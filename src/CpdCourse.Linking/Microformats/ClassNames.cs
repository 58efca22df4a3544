using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>The four ways to read a property out of an element.</summary>
internal enum Prefix
{
    /// <summary>p-*: plain text.</summary>
    Text,

    /// <summary>u-*: an address.</summary>
    Url,

    /// <summary>dt-*: a date or time.</summary>
    Date,

    /// <summary>e-*: the text and the HTML.</summary>
    Html,
}

/// <summary>A property of an element, as its class names it.</summary>
internal readonly record struct PropertyName(Prefix Prefix, string Name);

/// <summary>Reads class names: a prefix, then an optional vendor's prefix of letters and digits, then words of lower-case letters, all joined by hyphens.</summary>
internal static class ClassNames
{
    private static readonly (string Text, Prefix Prefix)[] Prefixes =
    [
        ("p-", Prefix.Text),
        ("u-", Prefix.Url),
        ("dt-", Prefix.Date),
        ("e-", Prefix.Html),
    ];

    /// <summary>The words of an attribute such as class or rel, each once.</summary>
    public static IReadOnlyList<string> Words(string? list) =>
        string.IsNullOrWhiteSpace(list)
            ? []
            : list.Split([' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal)
                .ToArray();

    /// <summary>The class names of an element.</summary>
    public static IReadOnlyList<string> Of(IElement element) =>
        Words(element.GetAttribute("class"));

    /// <summary>The h-* names in alphabetical order.</summary>
    public static string[] Roots(IReadOnlyList<string> classes) =>
        [
            .. classes
                .Where(c => c.StartsWith("h-", StringComparison.Ordinal) && IsName(c.AsSpan(2)))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The p-*, u-*, dt-* and e-* names.</summary>
    public static IEnumerable<PropertyName> Properties(IReadOnlyList<string> classes)
    {
        foreach (var name in classes)
        {
            foreach (var (text, prefix) in Prefixes)
            {
                if (
                    name.StartsWith(text, StringComparison.Ordinal)
                    && IsName(name.AsSpan(text.Length))
                )
                {
                    yield return new PropertyName(prefix, name[text.Length..]);
                }
            }
        }
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        var isFirst = true;
        foreach (var part in name.Split('-'))
        {
            var word = name[part];
            var isWord = !word.IsEmpty && !word.ContainsAnyExceptInRange('a', 'z');
            var isVendor =
                isFirst
                && word.Length < name.Length
                && !word.IsEmpty
                && word.IndexOfAnyExcept(LowerLettersAndDigits) < 0;
            if (!isWord && !isVendor)
            {
                return false;
            }

            isFirst = false;
        }

        return true;
    }

    private static readonly System.Buffers.SearchValues<char> LowerLettersAndDigits =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
}
