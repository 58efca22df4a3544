using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Replies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // In one statement: a foreign key that is added later makes the table anew, outside the transaction.
            migrationBuilder.Sql("ALTER TABLE \"Mentions\" ADD COLUMN \"Answers\" BLOB NULL CONSTRAINT \"FK_Mentions_Comments_Answers\" REFERENCES \"Comments\" (\"Id\")");

            migrationBuilder.AddColumn<string>(
                name: "AuthorName",
                table: "Mentions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "AuthorUrl",
                table: "Mentions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "Mentions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("ALTER TABLE \"Mentions\" ADD COLUMN \"Persona\" BLOB NULL CONSTRAINT \"FK_Mentions_Personas_Persona\" REFERENCES \"Personas\" (\"Id\")");

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_Answers",
                table: "Mentions",
                column: "Answers");

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_Persona_State_NoticedAt",
                table: "Mentions",
                columns: new[] { "Persona", "State", "NoticedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_SourceUrl_Persona",
                table: "Mentions",
                columns: new[] { "SourceUrl", "Persona" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Mentions_Comments_Answers",
                table: "Mentions");

            migrationBuilder.DropForeignKey(
                name: "FK_Mentions_Personas_Persona",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_Answers",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_Persona_State_NoticedAt",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_SourceUrl_Persona",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "Answers",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "AuthorName",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "AuthorUrl",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "Persona",
                table: "Mentions");
        }
    }
}
