using System.Buffers;
using System.Text;

namespace CpdCourse.Linking.Tables;

/// <summary>Writes a table that spreadsheets open, and in which none of them finds a formula (trust C10).</summary>
public static class CsvWriter
{
    public const string ContentType = "text/csv; charset=utf-8";

    private const char Apart = ',';

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",;\"\r\n\t");

    /// <summary>The table in UTF-8, with a byte order mark: without one, spreadsheets take it for an encoding of the past.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(Apart, row.Select(Cell)).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    // An apostrophe in front says that what follows is text. Wide forms of these signs are read as the signs themselves by some.
    private static string Cell(string value)
    {
        var isFormula =
            value.TrimStart(' ', '\u00A0').AsSpan()
            is [
                '='
                or '+'
                or '-'
                or '@'
                or '\t'
                or '\r'
                or '\n'
                or '＝'
                or '＋'
                or '－'
                or '＠',
                ..,
            ];
        var safe = isFormula ? "'" + value : value;
        return safe.AsSpan().ContainsAny(NeedsQuotes)
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
