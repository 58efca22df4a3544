using System.Text;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Webmention;

/// <summary>Reads the header Link as RFC 8288 (section 3) has it: several links in one value or in several, with commas and semicolons inside brackets and quotes meaning nothing.</summary>
internal static class LinkHeader
{
    /// <summary>The addresses of the links whose relations hold the word, in order, as they were written.</summary>
    public static IEnumerable<string> With(string word, IEnumerable<string> values) =>
        values
            .SelectMany(value => new Reading(value).Links())
            .Where(link => PageWalk.HasWord(link.Relations, word))
            .Select(link => link.Address);

    private sealed class Reading(string text)
    {
        private int at;

        private char Here => at < text.Length ? text[at] : '\0';

        public IEnumerable<(string Address, string? Relations)> Links()
        {
            while (at < text.Length)
            {
                SkipSpace();
                var end = Here == '<' ? text.IndexOf('>', at) : -1;
                if (end > 0)
                {
                    var address = text[(at + 1)..end].Trim();
                    at = end + 1;
                    yield return (address, Relations());
                }

                SkipToNext();
            }
        }

        // Of several relations the first counts (RFC 8288, 3.3).
        private string? Relations()
        {
            string? relations = null;
            SkipSpace();
            while (Here == ';')
            {
                at++;
                var name = Word();
                SkipSpace();
                if (Here == '=')
                {
                    at++;
                    var value = Value();
                    relations ??= name.Equals("rel", StringComparison.OrdinalIgnoreCase)
                        ? value
                        : null;
                    SkipSpace();
                }
            }

            return relations;
        }

        private string Value()
        {
            SkipSpace();
            return Here == '"' ? Quoted() : Word();
        }

        private string Word()
        {
            SkipSpace();
            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(Here) && Here is not (';' or ',' or '='))
            {
                at++;
            }

            return text[start..at];
        }

        private string Quoted()
        {
            var words = new StringBuilder();
            for (at++; at < text.Length && Here != '"'; at++)
            {
                at += Here == '\\' && at + 1 < text.Length ? 1 : 0;
                words.Append(Here);
            }

            at++;
            return words.ToString();
        }

        private void SkipSpace()
        {
            while (char.IsWhiteSpace(Here))
            {
                at++;
            }
        }

        private void SkipToNext()
        {
            while (at < text.Length && Here != ',')
            {
                if (Here == '"')
                {
                    Quoted();
                }
                else
                {
                    at++;
                }
            }

            at++;
        }
    }
}
