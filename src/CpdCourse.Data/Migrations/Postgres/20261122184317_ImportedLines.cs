using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ImportedLines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "BroughtAt",
                table: "Blogs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ImportedLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Import = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Who = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    IsChecked = table.Column<bool>(type: "boolean", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Problem = table.Column<string>(type: "text", nullable: true),
                    Feed = table.Column<string>(type: "text", nullable: false),
                    Blog = table.Column<Guid>(type: "uuid", nullable: true),
                    Persona = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportedLines_Blogs_Blog",
                        column: x => x.Blog,
                        principalTable: "Blogs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_ImportedLines_Personas_Persona",
                        column: x => x.Persona,
                        principalTable: "Personas",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ImportedLines_AskedAt",
                table: "ImportedLines",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ImportedLines_Blog",
                table: "ImportedLines",
                column: "Blog");

            migrationBuilder.CreateIndex(
                name: "IX_ImportedLines_Import_Number",
                table: "ImportedLines",
                columns: new[] { "Import", "Number" },
                unique: true,
                filter: "\"Import\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ImportedLines_Persona",
                table: "ImportedLines",
                column: "Persona");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ImportedLines");

            migrationBuilder.DropColumn(
                name: "BroughtAt",
                table: "Blogs");
        }
    }
}
