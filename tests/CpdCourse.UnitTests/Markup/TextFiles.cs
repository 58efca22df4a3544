using System.Text;

namespace CpdCourse.UnitTests.Markup;

/// <summary>The case files beside these tests, found from where the tests run.</summary>
internal static class TextFiles
{
    public static string Folder { get; } = Find();

    /// <summary>The hostile inputs of attacks.txt.</summary>
    public static IReadOnlyList<string> Attacks { get; } =
    [
        .. File.ReadAllLines(Path.Combine(Folder, "attacks.txt"))
            .Where(line =>
                line.Length > 0 && !line.StartsWith("## ", StringComparison.Ordinal)
                || IsHeadingAttack(line)
            )
            .Select(Unescape),
    ];

    private static bool IsHeadingAttack(string line) =>
        line.StartsWith("## [", StringComparison.Ordinal)
        || line.StartsWith("## <", StringComparison.Ordinal);

    private static string Unescape(string line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\' || i + 1 == line.Length)
            {
                text.Append(line[i]);
            }
            else if (line[++i] == 'u')
            {
                text.Append((char)Convert.ToInt32(line.Substring(i + 1, 4), 16));
                i += 4;
            }
            else
            {
                text.Append(Named(line[i]));
            }
        }

        return text.ToString();
    }

    private static char Named(char letter) =>
        letter switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\f',
            '0' => '\0',
            _ => letter,
        };

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CpdCourse.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "CpdCourse.UnitTests", "Markup");
    }
}
